package io.orderwire.connector;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// A request that reached a store's webhook address. `body` is the raw bytes, already out of any
/// base64 framing.
@SuppressWarnings("ArrayRecordComponent") // equality is by content; bodies are not copied
public record Delivery(String method, Headers headers, String query, byte[] body) {

  /// The query's parameters, decoded; values of a repeated one are joined by commas.
  public Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.merge(
            decoded(pair.substring(0, equals)),
            decoded(pair.substring(equals + 1)),
            (first, second) -> first + "," + second);
      }
    }
    return parameters;
  }

  /// What is no percent-encoding stands for itself.
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Delivery(String m, Headers h, String q, byte[] b)
        && method.equals(m)
        && headers.equals(h)
        && query.equals(q)
        && Arrays.equals(body, b);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(body);
  }
}
