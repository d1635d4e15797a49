package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The OpenAPI 3.1 document of this API. It is generated from the routes and from the records that
/// are taken and answered, and is published beside this class.
final class OpenApi {
  private static final String FILE = "openapi.json";

  private OpenApi() {}

  static JsonNode document() {
    try (InputStream file = OpenApi.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is not in the jar");
      }
      return Json.tree(file.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
