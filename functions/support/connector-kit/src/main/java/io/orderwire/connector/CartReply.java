package io.orderwire.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderwire.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// A cart's answer. Bodies are not copied; equality is by content.
public final class CartReply {
  private final int status;
  private final Headers headers;
  private final byte[] body;

  /// What is wrong with a reply, what is left of the budget and the page are each read from it: a
  /// page of orders is parsed once.
  private Optional<JsonNode> parsed = Optional.empty();

  public CartReply(int status, Headers headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public Headers headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  /// The body as JSON; missing where it is none. It is the same tree each time: whoever adds to it
  /// adds to a copy.
  public JsonNode json() {
    if (parsed.isEmpty()) {
      parsed = Optional.of(parse());
    }
    return parsed.get();
  }

  private JsonNode parse() {
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
    return other instanceof CartReply reply
        && status == reply.status
        && headers.equals(reply.headers)
        && Arrays.equals(body, reply.body);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(body);
  }
}
