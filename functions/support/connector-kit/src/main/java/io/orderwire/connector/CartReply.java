package io.orderwire.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderwire.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// A cart's answer.
@SuppressWarnings("ArrayRecordComponent") // equality is by content; bodies are not copied
public record CartReply(int status, Headers headers, byte[] body) {

  /// The body as JSON; missing where it is none.
  public JsonNode json() {
    try {
      return Json.tree(body);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  /// The whole seconds of `Retry-After`; a date or more than eleven days is none.
  public Optional<Duration> retryAfter() {
    return headers
        .first("retry-after")
        .map(String::strip)
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CartReply(int s, Headers h, byte[] b)
        && status == s
        && headers.equals(h)
        && Arrays.equals(body, b);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(body);
  }
}
