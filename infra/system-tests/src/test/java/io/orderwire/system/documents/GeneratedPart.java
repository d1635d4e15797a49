package io.orderwire.system.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The part of a document that is made from what it tells of, between two comments of its own;
/// `-Dgolden=update` writes it.
///
/// @param begin the whole line before it
public record GeneratedPart(Path document, String begin, String end) {

  /// The part as the document has it, after it was written where that is asked for.
  public String told(String made) throws IOException {
    String text = Files.readString(document);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    assertThat(from).isBetween(begin.length(), to);
    if (!"update".equals(System.getProperty("golden"))) {
      return text.substring(from, to);
    }
    assertThat(System.getenv("CI")).as("golden files are not updated where CI is set").isNull();
    Files.writeString(document, text.substring(0, from) + made + text.substring(to));
    return made;
  }
}
