package io.orderwire.system.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The suite in a process of its own, started by the script that people start.
final class RunningSuite implements AutoCloseable {
  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();
  private static final Pattern READY = Pattern.compile("ready.*?(http://127\\.0\\.0\\.1:\\d+)");
  private static final String STARTING = "starting";

  /// Maven ends by itself; this is for one that hangs.
  private static final int BUILD_SECONDS = 3600;

  private static final int START_SECONDS = 300;

  /// The first end writes the archive of classes that later starts read: long on a busy machine.
  private static final int STOP_SECONDS = 120;

  private static final String MEMORY = ":memory:";

  /// Endpoints elsewhere keep what runs before made.
  private static final String RUN = Long.toString(System.currentTimeMillis() / 1000, 36);

  private static final AtomicInteger STACKS = new AtomicInteger();

  private final Process process;
  private final String stack;
  private final URI address;

  private RunningSuite(Process process, String stack, URI address) {
    this.process = process;
    this.stack = stack;
    this.address = address;
  }

  /// Starts the suite on a free port and waits for its `ready` line.
  ///
  /// @param data the data folder, or `:memory:`
  static RunningSuite start(String data, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(ROOT.resolve("infra/local/run").toString(), "--port", "0", "--data", data));
    String stack = isElsewhere() ? ownStack(data) : "orderwire";
    command.addAll(List.of("--stack", stack));
    if (isElsewhere()) {
      command.add("--aws");
    }
    command.addAll(List.of(more));
    try {
      Process process =
          new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
      Path log = Path.of("target", "suite-" + process.pid() + ".log");
      return new RunningSuite(process, stack, awaitReady(process, log));
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  /// The endpoints of the environment serve the suite instead of the embedded ones.
  static boolean isElsewhere() {
    return System.getenv().keySet().stream().anyMatch(name -> name.startsWith("AWS_ENDPOINT_URL"));
  }

  /// Suites that run side by side on endpoints elsewhere would take each other's messages; those
  /// of one folder are one suite that is started again.
  private static String ownStack(String data) {
    String own =
        data.equals(MEMORY)
            ? Integer.toString(STACKS.incrementAndGet())
            : Integer.toHexString(data.hashCode());
    return "orderwire-" + RUN + "-" + own;
  }

  URI address() {
    return address;
  }

  /// What the names of all that the suite made begin with, and then a hyphen.
  String stack() {
    return stack;
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

  /// What the script says of its start: first it may have to build, which takes its time.
  private record Announced(CompletableFuture<String> starting, CompletableFuture<URI> ready) {
    void failed(Exception why) {
      starting.completeExceptionally(why);
      ready.completeExceptionally(why);
    }
  }

  /// Reads the output to its end in the background, so that the suite never blocks on a full pipe.
  private static URI awaitReady(Process process, Path log) {
    Announced announced = new Announced(new CompletableFuture<>(), new CompletableFuture<>());
    Thread.ofVirtual().start(() -> follow(process, announced, log));
    try {
      announced.starting().get(BUILD_SECONDS, TimeUnit.SECONDS);
      return announced.ready().get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException notReady) {
      process.destroyForcibly();
      throw new AssertionError("the suite did not start; it said: " + log, notReady);
    }
  }

  private static void follow(Process process, Announced announced, Path log) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log), true)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.println(line);
        if (line.equals(STARTING)) {
          announced.starting().complete(line);
        }
        Matcher matcher = READY.matcher(line);
        if (matcher.find()) {
          announced.ready().complete(URI.create(matcher.group(1)));
        }
      }
    } catch (IOException closed) {
      announced.failed(closed);
    }
    announced.failed(new IllegalStateException("it ended"));
  }
}
