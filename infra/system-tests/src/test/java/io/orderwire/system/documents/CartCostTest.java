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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What each cart cost, as the guide for contributors tells it, is counted from the repository,
/// give or take a fifth; `-Dgolden=update` writes it.
class CartCostTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path GUIDE = ROOT.resolve(".github/CONTRIBUTING.md");
  private static final String BEGIN = "<!-- cost: counted from the repository -->\n";
  private static final String END = "<!-- /cost -->";
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w])[0-9]+(?= )");

  /// A guide says about how much: not each added line is told.
  private static final long PART = 5;

  private static final long FEW = 3;
  private static final String CONNECTORS = "functions/support/connectors/src/";
  private static final String SHOPS = "infra/shops/src/";

  @Test
  void theTableIsWhatTheRepositoryHolds() throws IOException {
    String text = Files.readString(GUIDE);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    assertThat(begin).isBetween(BEGIN.length(), end);
    if ("update".equals(System.getProperty("golden"))) {
      assertThat(System.getenv("CI")).as("golden files are not updated where CI is set").isNull();
      text = text.substring(0, begin) + table() + text.substring(end);
      Files.writeString(GUIDE, text);
      end = text.indexOf(END);
    }
    String told = text.substring(begin, end);
    String counted = table();
    assertThat(NUMBER.matcher(told).replaceAll("N"))
        .isEqualTo(NUMBER.matcher(counted).replaceAll("N"));
    List<Long> now = numbers(counted);
    assertThat(numbers(told))
        .as("figures of %s that are far from what is counted", GUIDE)
        .satisfies(
            figures -> {
              for (int at = 0; at < now.size(); at++) {
                assertThat(figures.get(at))
                    .isCloseTo(now.get(at), within(Math.max(FEW, now.get(at) / PART)));
              }
            });
  }

  private static List<Long> numbers(String table) {
    return NUMBER.matcher(table).results().map(found -> Long.valueOf(found.group())).toList();
  }

  private static String table() {
    return """
    | cart | connector | its tests | fixtures | simulated shop | its tests | files elsewhere that name it |
    |---|---|---|---|---|---|---|
    """
        + Connectors.all().stream().map(CartCostTest::row).collect(Collectors.joining());
  }

  private static String row(Connector connector) {
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
            elsewhere(id));
  }

  private static String size(String folder) {
    List<Path> files = files(folder);
    long lines = files.stream().mapToLong(file -> text(file).lines().count()).sum();
    return files.isEmpty() ? "none" : "%d files, %d lines".formatted(files.size(), lines);
  }

  /// Code outside of the folders of carts that has the constant, the id or a class of this one.
  private static long elsewhere(String id) {
    String named =
        "\\b%s\\b|\"%s\"|\\.(?:connectors|shops)\\.%s\\."
            .formatted(id.toUpperCase(Locale.ROOT), id, id);
    Pattern pattern = Pattern.compile(named);
    return Stream.of(CONNECTORS + "main", SHOPS, "infra/local/src", "infra/system-tests/src")
        .flatMap(folder -> files(folder).stream())
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> !isOfACart(file))
        .filter(file -> pattern.matcher(text(file)).find())
        .count();
  }

  private static boolean isOfACart(Path file) {
    return Connectors.all().stream()
        .map(connector -> Path.of(connector.descriptor().id().value()))
        .anyMatch(
            folder ->
                Stream.iterate(0, part -> part + 1)
                    .limit(file.getNameCount())
                    .anyMatch(part -> file.getName(part).equals(folder)));
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
