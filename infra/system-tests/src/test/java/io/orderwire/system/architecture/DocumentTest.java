package io.orderwire.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents say of files is true: a path in code or behind a link is there.
class DocumentTest {
  /// A path in backticks, from the root; what follows a blank are its arguments.
  private static final Pattern CODE =
      Pattern.compile("`((?:infra|functions|shared-model|events|\\.ci|\\.github)/[^`\\s]*)[^`]*`");

  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)[^)]*\\)");

  /// Places to fill in, patterns, and what a build makes.
  private static final Pattern NOT_A_FILE = Pattern.compile("[<>*{}…]|/target/|\\.\\.\\.");

  private static final Repository REPOSITORY = Repository.read();

  @Test
  void everyPathIsThere() {
    Stream<String> missing =
        REPOSITORY.files().entrySet().stream()
            .filter(file -> file.getKey().endsWith(".md"))
            .filter(file -> !file.getKey().contains("/src/"))
            .flatMap(file -> missing(file.getKey(), String.join("\n", file.getValue())));

    assertThat(missing).isEmpty();
  }

  @Test
  void aMissingPathIsFound() {
    assertThat(
            missing("infra/notes.md", "see `infra/nowhere --now` and [there](../README.markdown)"))
        .containsExactly(
            "infra/notes.md: infra/nowhere", "infra/notes.md: infra/../README.markdown");
  }

  @Test
  void whatIsThereIsNotReported() {
    assertThat(missing("README.md", "run `infra/format --check`, read [the licence](LICENSE)"))
        .isEmpty();
  }

  private static Stream<String> missing(String document, String text) {
    String folder =
        document.contains("/") ? document.substring(0, document.lastIndexOf('/') + 1) : "";
    Stream<String> code = found(CODE, text);
    Stream<String> links = found(LINK, text).map(target -> folder + target);
    return Stream.concat(code, links)
        .filter(Predicate.not(path -> NOT_A_FILE.matcher(path).find()))
        .filter(Predicate.not(REPOSITORY::holds))
        .map(path -> document + ": " + path);
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
  }
}
