package io.orderwire.system.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of this repository, by their path from the root; no lines for what is not text.
record Repository(Path root, SortedMap<String, List<String>> files) {
  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", "node_modules", ".orderwire");

  Repository {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /// Reads everything that is not built, fetched or Git's own.
  static Repository read() {
    Path root = findRoot();
    SortedMap<String, List<String>> files = new TreeMap<>();
    try {
      Files.walkFileTree(root, new Reader(root, files));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new Repository(root, files);
  }

  /// Whether there is such a file or folder.
  boolean holds(String path) {
    return Files.exists(root.resolve(path));
  }

  /// The folder that holds `.mvn`, from wherever the tests were started.
  private static Path findRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no folder .mvn above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }

  private static final class Reader extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Map<String, List<String>> files;

    Reader(Path root, Map<String, List<String>> files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean ours =
          folder.equals(root) || !NOT_OURS.contains(String.valueOf(folder.getFileName()));
      return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      files.put(root.relativize(file).toString().replace('\\', '/'), lines(file));
      return FileVisitResult.CONTINUE;
    }

    private static List<String> lines(Path file) throws IOException {
      try {
        return Files.readAllLines(file);
      } catch (MalformedInputException notText) {
        return List.of();
      }
    }
  }
}
