package io.orderwire.local.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/// The folder that holds everything a suite keeps between two runs. One runner at a time: it is
/// locked while open.
public final class DataFolder implements AutoCloseable {
  private final Path root;
  private final boolean kept;
  private final FileChannel channel;

  private DataFolder(Path root, boolean kept, FileChannel channel) {
    this.root = root;
    this.kept = kept;
    this.channel = channel;
  }

  /// Opens a folder that outlives the run, making it when needed.
  public static DataFolder open(Path root) {
    return open(root, true);
  }

  /// A folder that is deleted when it is closed: nothing is kept.
  public static DataFolder temporary() {
    try {
      return open(Files.createTempDirectory("orderwire-"), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataFolder open(Path root, boolean kept) {
    Path absolute = root.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      FileChannel channel =
          FileChannel.open(
              absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new StartFailure(
            "another runner is using "
                + absolute
                + ": stop it, or give this one its own --data DIR");
      }
      return new DataFolder(absolute, kept, channel);
    } catch (IOException e) {
      throw new StartFailure("cannot use " + absolute + " for data: " + e.getMessage(), e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  public Path root() {
    return root;
  }

  /// Whether the data outlive this run.
  public boolean kept() {
    return kept;
  }

  /// A folder below the root, made when needed.
  public Path folder(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Replaces a small file in one step: a reader, or a restart, sees the old text or the new one.
  public static void replace(Path file, String text) {
    try {
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      if (!kept) {
        delete(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes a folder with all that is in it.
  public static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException problem) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException problem)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
