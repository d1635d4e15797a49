package io.orderwire.system.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orderwire.connector.Connector;
import io.orderwire.connectors.Connectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// What each cart cost, as the guide for contributors tells it, is counted from the repository,
/// give or take a fifth; `-Dgolden=update` writes it.
class CartCostTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path GUIDE = ROOT.resolve(".github/CONTRIBUTING.md");
  private static final GeneratedPart PART =
      new GeneratedPart(GUIDE, "<!-- cost: counted from the repository -->\n", "<!-- /cost -->");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w])[0-9]+(?= )");

  /// A guide says about how much: not each added line is told.
  private static final long SHARE = 5;

  private static final long FEW = 3;
  private static final String CONNECTORS = "functions/support/connectors/src/";
  private static final String SHOPS = "infra/shops/src/";

  @Test
  void theTableIsWhatTheRepositoryHolds() throws IOException {
    String counted = table();
    String told = PART.told(counted);
    assertThat(NUMBER.matcher(told).replaceAll("N"))
        .isEqualTo(NUMBER.matcher(counted).replaceAll("N"));
    List<Long> now = numbers(counted);
    assertThat(numbers(told))
        .as("figures of %s that are far from what is counted", GUIDE)
        .satisfies(
            figures -> {
              for (int at = 0; at < now.size(); at++) {
                assertThat(figures.get(at))
                    .isCloseTo(now.get(at), within(Math.max(FEW, now.get(at) / SHARE)));
              }
            });
  }

  private static List<Long> numbers(String table) {
    return NUMBER.matcher(table).results().map(found -> Long.valueOf(found.group())).toList();
  }

  private static String table() {
    List<String> shared = sharedCode();
    return """
    | cart | connector | its tests | fixtures | simulated shop | its tests | files elsewhere that name it |
    |---|---|---|---|---|---|---|
    """
        + Connectors.all().stream()
            .map(connector -> row(connector, shared))
            .collect(Collectors.joining());
  }

  private static String row(Connector connector, List<String> shared) {
    String id = connector.descriptor().id().value();
    return "| %s | %s | %s | %d cases, %s | %s | %s | %d |\n"
        .formatted(
            connector.descriptor().name(),
            size(CONNECTORS + "main/java/io/orderwire/connectors/" + id),
            size(CONNECTORS + "test/java/io/orderwire/connectors/" + id),
            files(CONNECTORS + "test/resources/" + id).stream()
                .filter(file -> file.endsWith("payload.json"))
                .count(),
            size(CONNECTORS + "test/resources/" + id),
            size(SHOPS + "main/java/io/orderwire/shops/" + id),
            size(SHOPS + "test/java/io/orderwire/shops/" + id),
            elsewhere(id, shared));
  }

  private static String size(String folder) {
    List<Path> files = files(folder);
    long lines = files.stream().mapToLong(file -> text(file).lines().count()).sum();
    return files.isEmpty() ? "none" : "%d files, %d lines".formatted(files.size(), lines);
  }

  /// How many of these have the constant, the id or a class of this cart.
  private static long elsewhere(String id, List<String> shared) {
    String named =
        "\\b%s\\b|\"%s\"|\\.(?:connectors|shops)\\.%s\\."
            .formatted(id.toUpperCase(Locale.ROOT), id, id);
    return shared.stream().filter(Pattern.compile(named).asPredicate()).count();
  }

  /// Code outside of the folders of carts.
  private static List<String> sharedCode() {
    Set<Path> carts =
        Connectors.all().stream()
            .map(connector -> Path.of(connector.descriptor().id().value()))
            .collect(Collectors.toSet());
    return Stream.of(CONNECTORS + "main", SHOPS, "infra/local/src", "infra/system-tests/src")
        .flatMap(folder -> files(folder).stream())
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> StreamSupport.stream(file.spliterator(), false).noneMatch(carts::contains))
        .map(CartCostTest::text)
        .toList();
  }

  private static List<Path> files(String folder) {
    Path path = ROOT.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
