package io.orderwire.local.lambda;

import io.orderwire.local.endpoint.DataFolder;
import io.orderwire.local.endpoint.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A function's zip, unpacked: `own.jar` with what stands at the zip's root, and `lib/*.jar` as it
/// is. Jars only, because the JVM's startup caches take nothing else. Folders are named by the
/// zip's content: unchanged code is unpacked once.
record CodeFolder(Path folder) {
  static CodeFolder unpack(FunctionSpec function, Path cache) {
    Path zip = function.code();
    if (!Files.isRegularFile(zip)) {
      throw new StartFailure(
          function.logicalId()
              + ": its code "
              + zip
              + " is not there; build it with mvn -DskipTests package");
    }
    try {
      Path folder = cache.resolve(digest(zip));
      if (!Files.isDirectory(folder)) {
        Path unfinished = Files.createTempDirectory(Files.createDirectories(cache), "unpacking-");
        extract(zip, unfinished);
        moveInPlace(unfinished, folder);
      }
      return new CodeFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void moveInPlace(Path unfinished, Path folder) throws IOException {
    try {
      Files.move(unfinished, folder);
    } catch (FileSystemException notMoved) {
      if (!Files.isDirectory(folder)) {
        throw notMoved;
      }
      // Two functions share a zip and this one lost the race: the winner's copy is the same.
      DataFolder.delete(unfinished);
    }
  }

  private static String digest(Path zip) throws IOException {
    try (InputStream in = Files.newInputStream(zip)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      in.transferTo(new java.security.DigestOutputStream(OutputStream.nullOutputStream(), sha));
      return HexFormat.of().formatHex(sha.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void extract(Path zip, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip));
        JarOutputStream own =
            new JarOutputStream(Files.newOutputStream(folder.resolve("own.jar")))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        if (entry.isDirectory()) {
          continue;
        }
        if (name.matches("lib/[^/]+\\.jar")) {
          Files.copy(in, folder.resolve(name));
        } else {
          own.putNextEntry(new ZipEntry(name));
          in.transferTo(own);
        }
      }
    }
  }

  /// The jars, in the order that Lambda's own class path has them.
  List<Path> jars() {
    List<Path> jars = new ArrayList<>(List.of(folder.resolve("own.jar")));
    try (Stream<Path> library = Files.list(folder.resolve("lib"))) {
      library.sorted().forEach(jars::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jars;
  }
}
