package io.orderwire.connectors.violation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Breaks a rule of the house on purpose: a connector says which calls to make, it makes none.
public final class ReadsFiles {
  private ReadsFiles() {}

  /// A file's text.
  public static String text(Path file) throws IOException {
    return Files.readString(file);
  }
}
