package io.orderwire.system.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The suite in a process of its own, started by the script that people start.
final class RunningSuite implements AutoCloseable {
  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();
  private static final Pattern READY = Pattern.compile("ready.*?(http://127\\.0\\.0\\.1:\\d+)");
  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 30;

  private final Process process;
  private final URI address;

  private RunningSuite(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /// Starts the suite on a free port and waits for its `ready` line.
  ///
  /// @param data the data folder, or `:memory:`
  static RunningSuite start(String data, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(ROOT.resolve("infra/local/run").toString(), "--port", "0", "--data", data));
    if (System.getenv().keySet().stream().anyMatch(name -> name.startsWith("AWS_ENDPOINT_URL"))) {
      command.add("--aws");
    }
    command.addAll(List.of(more));
    try {
      Process process =
          new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
      return new RunningSuite(process, awaitReady(process));
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  URI address() {
    return address;
  }

  /// As a power cut would: the runner gets no chance to clean up.
  void killHard() {
    process.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("the suite did not stop within " + STOP_SECONDS + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /// Reads the output to its end in the background, so that the suite never blocks on a full pipe.
  private static URI awaitReady(Process process) {
    CompletableFuture<URI> ready = new CompletableFuture<>();
    StringBuilder output = new StringBuilder();
    Thread.ofVirtual().start(() -> follow(process, ready, output));
    try {
      return ready.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException notReady) {
      process.destroyForcibly();
      throw new AssertionError("the suite did not start:\n" + output, notReady);
    }
  }

  private static void follow(Process process, CompletableFuture<URI> ready, StringBuilder output) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        Matcher matcher = READY.matcher(line);
        if (matcher.find()) {
          ready.complete(URI.create(matcher.group(1)));
        }
      }
    } catch (IOException closed) {
      output.append(closed);
    }
    ready.completeExceptionally(new IllegalStateException("it ended"));
  }
}
