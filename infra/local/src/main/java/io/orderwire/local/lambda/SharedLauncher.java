package io.orderwire.local.lambda;

import io.orderwire.local.endpoint.Children;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// All functions in one JVM beside the runner, without AWS's native client: for debugging. They
/// share one set of environment variables, a process can have no more: where two functions differ,
/// the first in the template wins.
final class SharedLauncher implements Launcher {
  private static final int HEAP_MEGABYTES = 1024;

  private final FunctionFolders folders;
  private final Children children;
  private final Process host;
  private final Writer commands;

  SharedLauncher(List<FunctionSpec> functions, FunctionFolders folders, Children children) {
    this.folders = folders;
    this.children = children;
    List<String> command = new ArrayList<>(List.of(Children.java()));
    command.addAll(Jvm.arguments(HEAP_MEGABYTES));
    command.addAll(List.of("-cp", children.tieJar().toString(), SharedHost.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folders.logs().resolve("functions.log").toFile()));
    Map<String, String> variables = new HashMap<>();
    functions.forEach(function -> function.environment().forEach(variables::putIfAbsent));
    Jvm.environment(builder, variables);
    this.host = children.start(builder);
    this.commands = host.outputWriter(StandardCharsets.UTF_8);
  }

  @Override
  public synchronized Running launch(FunctionSpec function, String runtimeApi) {
    List<Path> classPath = new ArrayList<>(List.of(children.tieJar()));
    classPath.addAll(RuntimeClient.plainJars());
    classPath.addAll(CodeFolder.unpack(function, folders.code()).jars());
    try {
      commands.write(
          String.join(
                  "\t",
                  runtimeApi,
                  function.handler(),
                  function.logicalId(),
                  Children.classPath(classPath))
              + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SharedRunning(host);
  }

  /// A function of the shared JVM ends with it and cannot be ended alone.
  private record SharedRunning(Process host) implements Running {
    @Override
    public CompletableFuture<Integer> ended() {
      return host.onExit().thenApply(Process::exitValue);
    }

    @Override
    public void end() {
      // The others go on.
    }
  }

  @Override
  public void close() {
    Children.end(host, Duration.ofSeconds(2));
  }
}
