package io.orderwire.shops;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A shop's answer.
///
/// @param status HTTP status
/// @param headers in the order they are sent
/// @param body the body's bytes, possibly empty
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ShopReply(int status, Map<String, String> headers, byte[] body) {

  public ShopReply {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  public static ShopReply json(int status, byte[] body) {
    return new ShopReply(status, Map.of("Content-Type", "application/json; charset=utf-8"), body);
  }

  public static ShopReply json(int status, String body) {
    return json(status, body.getBytes(StandardCharsets.UTF_8));
  }

  public static ShopReply html(int status, String body) {
    return new ShopReply(
        status,
        Map.of("Content-Type", "text/html; charset=utf-8"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  public ShopReply with(String header, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(header, value);
    return new ShopReply(status, changed, body);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
