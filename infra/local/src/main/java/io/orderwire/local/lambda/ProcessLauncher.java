package io.orderwire.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import io.orderwire.local.endpoint.Children;
import io.orderwire.local.endpoint.TiedToParent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One JVM for each execution environment, as on AWS: the function's own zip, its own environment
/// variables, and AWS's runtime interface client, or the plain runtime where that is not available.
final class ProcessLauncher implements Launcher {
  private final FunctionFolders folders;
  private final Children children;
  private final List<String> runtimeArguments;
  private final List<Path> runtimeJars;

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
    return new ProcessRunning(children.start(builder));
  }

  /// Lambda gives a JVM most of the function's memory; the rest is for code, threads and buffers.
  private static int heapMegabytes(FunctionSpec function) {
    return Math.max(64, function.memoryMegabytes() * 3 / 4);
  }

  private record ProcessRunning(Process process) implements Running {
    @Override
    public CompletableFuture<Integer> ended() {
      return process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public void end() {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    // Each process is ended by its sandbox.
  }
}
