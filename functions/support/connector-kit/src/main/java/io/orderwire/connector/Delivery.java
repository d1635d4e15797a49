package io.orderwire.connector;

import java.util.Arrays;

/// A request that reached a store's webhook address. `body` is the raw bytes, already out of any
/// base64 framing.
@SuppressWarnings("ArrayRecordComponent") // equality is by content; bodies are not copied
public record Delivery(String method, Headers headers, String query, byte[] body) {

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
