package io.orderwire.local.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The file, named by `JOURNAL`, into which the sample functions write what they saw.
final class Journal {
  private Journal() {}

  static void write(String line) {
    try {
      Files.writeString(
          Path.of(System.getenv("JOURNAL")),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
