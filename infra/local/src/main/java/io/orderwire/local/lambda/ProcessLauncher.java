package io.orderwire.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import io.orderwire.local.endpoint.Children;
import io.orderwire.local.endpoint.TiedToParent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// One JVM for each execution environment, as on AWS: the function's own zip, its own environment
/// variables, and AWS's runtime interface client, or the plain runtime where that is not available.
final class ProcessLauncher implements Launcher {
  private final FunctionFolders folders;
  private final Children children;
  private final List<String> runtimeArguments;
  private final List<Path> runtimeJars;
  private final Set<Path> recording = ConcurrentHashMap.newKeySet();

  ProcessLauncher(FunctionFolders folders, Children children, boolean awsRuntimeClient) {
    this.folders = folders;
    this.children = children;
    if (awsRuntimeClient) {
      Path library = RuntimeClient.unpackLibrary(folders.run());
      this.runtimeArguments = List.of("-D" + RuntimeClient.NATIVE_LIBRARY_PROPERTY + "=" + library);
      this.runtimeJars = RuntimeClient.jars();
    } else {
      this.runtimeArguments = List.of();
      this.runtimeJars = RuntimeClient.plainJars();
    }
  }

  @Override
  public Running launch(FunctionSpec function, String runtimeApi) {
    CodeFolder code = CodeFolder.unpack(function, folders.code());
    List<Path> classPath = new ArrayList<>(List.of(children.tieJar()));
    classPath.addAll(runtimeJars);
    classPath.addAll(code.jars());
    List<String> command = new ArrayList<>(List.of(Children.java()));
    command.addAll(Jvm.arguments(heapMegabytes(function)));
    Path archive = code.folder().resolve(function.logicalId() + ".jsa");
    command.addAll(archiveArguments(archive));
    command.addAll(runtimeArguments);
    command.addAll(List.of("-cp", Children.classPath(classPath), TiedToParent.class.getName()));
    command.addAll(
        runtimeArguments.isEmpty()
            ? List.of(PlainRuntime.class.getName(), runtimeApi, function.handler(), function.name())
            : List.of(AWSLambda.class.getName(), function.handler()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(code.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folders.log(function).toFile()));
    Jvm.environment(builder, function.environment());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    builder.environment().put("LAMBDA_TASK_ROOT", code.folder().toString());
    return new ProcessRunning(children.start(builder), archive);
  }

  /// Class data sharing halves the work of a start. The first process of a function records what it
  /// loads, and its JVM writes the archive when it ends; every later one reads it. A JVM ignores an
  /// archive that does not fit it.
  private List<String> archiveArguments(Path archive) {
    String file = "-XX:SharedArchiveFile=" + archive;
    String quiet = "-Xlog:disable";
    String errors = "-Xlog:all=error:stderr";
    if (recording.add(archive)) {
      return List.of("-XX:+AutoCreateSharedArchive", file, quiet, errors);
    }
    return Files.exists(archive) ? List.of(file, quiet, errors) : List.of();
  }

  /// Lambda gives a JVM most of the function's memory; the rest is for code, threads and buffers.
  private static int heapMegabytes(FunctionSpec function) {
    return Math.max(64, function.memoryMegabytes() * 3 / 4);
  }

  private record ProcessRunning(Process process, Path archive) implements Running {
    @Override
    public CompletableFuture<Integer> ended() {
      return process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public void end() {
      if (Files.exists(archive)) {
        process.destroyForcibly();
      } else {
        // Politely, so that it writes its archive; nobody waits for it.
        process.destroy();
      }
    }
  }

  @Override
  public void close() {
    // Each process is ended by its sandbox.
  }
}
