package io.orderwire.local.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// Starts child JVMs that end with this one and remembers them in the data folder, so that a run
/// after `kill -9` first ends what is still there and never shares a database file or a port with
/// it.
public final class Children {
  // Classes that run in children. They use the JDK and Lambda's interfaces alone.
  private static final List<String> IN_CHILDREN =
      List.of(
          "io/orderwire/local/endpoint/TiedToParent.class",
          "io/orderwire/local/lambda/SharedHost.class",
          "io/orderwire/local/lambda/PlainRuntime.class",
          "io/orderwire/local/lambda/PlainRuntime$Invocation.class",
          "io/orderwire/local/lambda/PlainRuntime$StandardOutput.class");

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path register;
  private final Path tieJar;

  private Children(Path register, Path tieJar) {
    this.register = register;
    this.tieJar = tieJar;
  }

  /// Ends leftovers of a former run and is ready to start new ones.
  ///
  /// @param cache folder for files that stay the same from run to run
  public static Children of(DataFolder data, Path cache) {
    Path register = data.folder("children");
    endLeftovers(register);
    return new Children(register, writeTieJar(cache.resolve("tied-to-parent.jar")));
  }

  /// What a child's class path needs first: the few classes of this project that run there.
  public Path tieJar() {
    return tieJar;
  }

  /// Starts the child; its standard input stays open to this process and must not be closed while
  /// it is wanted.
  public Process start(ProcessBuilder builder) {
    try {
      Process process = builder.redirectInput(ProcessBuilder.Redirect.PIPE).start();
      Path entry = register.resolve(Long.toString(process.pid()));
      Files.writeString(entry, startOf(process.toHandle()).map(Instant::toString).orElse(""));
      var _ = process.onExit().thenRun(() -> forget(entry));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends a child: politely, then for certain.
  public static void end(Process process, Duration patience) {
    process.destroy();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        var _ = process.destroyForcibly().waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Path entry) {
    try {
      Files.deleteIfExists(entry);
    } catch (IOException _) {
      // The next run checks the start time and finds that nobody is there.
    }
  }

  private static void endLeftovers(Path register) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(register)) {
      for (Path entry : entries) {
        ProcessHandle.of(Long.parseLong(entry.getFileName().toString()))
            .filter(handle -> wasStartedAt(handle, entry))
            .ifPresent(Children::endNow);
        Files.deleteIfExists(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Process ids are used again: only the same start time makes it the same process.
  private static boolean wasStartedAt(ProcessHandle handle, Path entry) {
    try {
      String recorded = Files.readString(entry);
      return startOf(handle).map(Instant::toString).filter(recorded::equals).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Instant> startOf(ProcessHandle handle) {
    return handle.info().startInstant();
  }

  private static void endNow(ProcessHandle handle) {
    handle.destroyForcibly();
    try {
      handle.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while ending process " + handle.pid(), e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new StartFailure(
          "process " + handle.pid() + " of a former run does not end: end it by hand", e);
    }
  }

  /// Written only when it differs: the startup archives of children hold the time of each jar.
  private static Path writeTieJar(Path jar) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes)) {
      for (String name : IN_CHILDREN) {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0);
        out.putNextEntry(entry);
        copyClass(name, out);
      }
      out.finish();
      if (!Files.exists(jar) || !Arrays.equals(Files.readAllBytes(jar), bytes.toByteArray())) {
        Path next = Files.createTempFile(Files.createDirectories(jar.getParent()), "tie-", ".jar");
        Files.write(next, bytes.toByteArray());
        Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copyClass(String name, OutputStream out) throws IOException {
    try (InputStream code = Children.class.getClassLoader().getResourceAsStream(name)) {
      if (code == null) {
        throw new StartFailure(
            "this runner is incomplete: " + name + " is missing; build it again");
      }
      code.transferTo(out);
    }
  }

  /// The `java` of the JDK that runs this process.
  public static String java() {
    return Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
  }

  /// A class path argument.
  public static String classPath(List<Path> jars) {
    return String.join(
        System.getProperty("path.separator", ":"), jars.stream().map(Path::toString).toList());
  }
}
