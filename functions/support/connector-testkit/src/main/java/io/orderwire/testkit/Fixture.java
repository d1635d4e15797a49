package io.orderwire.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// One case of a connector: `src/test/resources/<platform>/<case>/` with `payload.json`,
/// `expected.json` and `about.md`.
///
/// `about.md` says where the facts come from, and in a line `shows: guest, zero-total` which named
/// cases it proves. A line `variance: <reason>` allows totals that nobody can explain.
public record Fixture(String name, Path folder, JsonNode payload, String about) {

  @Override
  public String toString() {
    return name;
  }

  /// The named cases that this fixture shows.
  public List<String> shows() {
    return line("shows:").stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  /// Whether the fixture declares that its totals cannot be explained.
  public boolean mayBeUnexplained() {
    return !line("variance:").isEmpty();
  }

  private List<String> line(String prefix) {
    return about
        .lines()
        .filter(text -> text.startsWith(prefix))
        .map(text -> text.substring(prefix.length()).strip())
        .toList();
  }

  /// All cases under a folder that hold a `payload.json`, by name.
  static List<Fixture> under(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> Files.isRegularFile(child.resolve("payload.json")))
          .sorted()
          .map(Fixture::load)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Fixture load(Path folder) {
    try {
      return new Fixture(
          folder.getFileName().toString(),
          folder,
          Json.tree(Files.readAllBytes(folder.resolve("payload.json"))),
          Files.readString(folder.resolve("about.md")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(folder.toString(), unreadable);
    }
  }
}
