package io.orderwire.local.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// AWS's DynamoDB Local as a child process, with streams.
///
/// Its licence allows using it and not passing it on: Maven fetches it on this machine
/// (`infra/local/dynamodb-local`), nothing here is compiled against it, and it runs on a class path
/// of its own.
public final class DynamoDbLocal implements AutoCloseable {
  private static final String MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final URI endpoint;

  private DynamoDbLocal(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /// Starts the child and returns at once; {@link #awaitReady} waits.
  ///
  /// @param library the folder with DynamoDB Local's jars and native libraries
  public static DynamoDbLocal start(Path library, DataFolder data, int port, Children children) {
    List<Path> classPath = new ArrayList<>(List.of(children.tieJar()));
    classPath.addAll(jars(library));
    List<String> command =
        new ArrayList<>(
            List.of(
                Children.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.library.path=" + library,
                "-cp",
                Children.classPath(classPath),
                TiedToParent.class.getName(),
                MAIN,
                "-disableTelemetry",
                "-sharedDb",
                "-port",
                Integer.toString(port)));
    command.addAll(
        data.kept()
            ? List.of("-dbPath", data.folder("dynamodb").toString())
            : List.of("-inMemory"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    data.folder("logs").resolve("dynamodb-local.log").toFile()));
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    return new DynamoDbLocal(children.start(builder), URI.create("http://127.0.0.1:" + port));
  }

  private static List<Path> jars(Path library) {
    try (Stream<Path> files = Files.list(library)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw missing(library);
      }
      return jars;
    } catch (java.nio.file.NoSuchFileException _) {
      throw missing(library);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StartFailure missing(Path library) {
    return new StartFailure(
        "DynamoDB Local is not in "
            + library
            + ": run mvn -f infra/local/dynamodb-local/pom.xml process-resources");
  }

  public URI endpoint() {
    return endpoint;
  }

  /// Returns when it accepts connections.
  public void awaitReady() {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!accepts()) {
      if (!process.isAlive()) {
        throw new StartFailure(
            "DynamoDB Local ended with code "
                + process.exitValue()
                + ": see logs/dynamodb-local.log");
      }
      if (System.nanoTime() > end) {
        throw new StartFailure(
            "DynamoDB Local did not start within " + START_LIMIT.toSeconds() + " s");
      }
      pause();
    }
  }

  private boolean accepts() {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while DynamoDB Local was starting", e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    Children.end(process, Duration.ofSeconds(5));
  }
}
