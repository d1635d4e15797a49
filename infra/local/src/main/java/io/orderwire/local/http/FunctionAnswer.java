package io.orderwire.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.local.endpoint.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an HTTP API makes of a function's answer: the response that its fields describe, or, for
/// JSON without a `statusCode`, a 200 with that JSON.
///
/// Source: API Gateway developer guide, payload format 2.0.
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record FunctionAnswer(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
  static final FunctionAnswer BROKEN = message(500, "Internal Server Error");

  /// A problem document with the member `message` that API Gateway answers with.
  static final FunctionAnswer TOO_MANY =
      new FunctionAnswer(
          429,
          Map.of("content-type", "application/problem+json", "retry-after", "1"),
          List.of(),
          Json.bytes(
              Json.object()
                  .put("type", "urn:orderwire:problem:too-many-requests")
                  .put("title", "Too many requests")
                  .put("status", 429)
                  .put("detail", "more come in than this route lets in; try again in a second")
                  .put("message", "Too Many Requests")));

  static FunctionAnswer message(int status, String text) {
    byte[] body = Json.bytes(Json.object().put("message", text));
    return new FunctionAnswer(status, Map.of("content-type", "application/json"), List.of(), body);
  }

  static FunctionAnswer of(byte[] payload) {
    JsonNode answer;
    try {
      answer = Json.parse(payload);
    } catch (IOException _) {
      return BROKEN;
    }
    int status = answer.path("statusCode").asInt(0);
    if (!answer.has("statusCode")) {
      return new FunctionAnswer(
          200, Map.of("content-type", "application/json"), List.of(), payload);
    }
    if (status < 100 || status > 599) {
      return BROKEN;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    answer
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    List<String> cookies = new ArrayList<>();
    answer.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
    if (headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
      headers.put("content-type", "text/plain; charset=utf-8");
    }
    return new FunctionAnswer(status, headers, cookies, body(answer));
  }

  private static byte[] body(JsonNode answer) {
    String body = answer.path("body").asText("");
    return answer.path("isBase64Encoded").asBoolean(false)
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }
}
