package io.orderwire.system.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// A person with curl.
final class SuiteClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  /// A status and a JSON body (missing if there was none).
  record Answer(int status, JsonNode body) {}

  /// @param address without trailing slash, perhaps with a path
  SuiteClient(URI address) {
    this.address = address;
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(below(path)).GET());
  }

  Answer post(String path, String body) {
    return send(
        HttpRequest.newBuilder(below(path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer patch(String path, String body) {
    return send(
        HttpRequest.newBuilder(below(path))
            .header("content-type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer delete(String path) {
    return send(HttpRequest.newBuilder(below(path)).DELETE());
  }

  /// Delivers a webhook to its full URL.
  Answer deliver(String url, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return send(request);
  }

  private URI below(String path) {
    return URI.create(address + path);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), json(response.body()));
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      return Json.tree(body);
    } catch (IOException notJson) {
      return Json.toTree(new String(body, StandardCharsets.UTF_8));
    }
  }
}
