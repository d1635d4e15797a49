package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Raw orders of the connectors' own cases.
final class Payloads {
  private static final Path CASES =
      Path.of("..", "support", "connectors", "src", "test", "resources");

  private Payloads() {}

  /// @param name such as `shopify/everything-at-once`
  static JsonNode payload(String name) {
    try {
      return Json.tree(Files.readAllBytes(CASES.resolve(name).resolve("payload.json")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
