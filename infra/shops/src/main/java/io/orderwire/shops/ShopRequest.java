package io.orderwire.shops;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A call to a shop's API. The target is split from its scheme and host, which the shop knows.
///
/// @param method upper case
/// @param path decoded path with a leading slash, without the query
/// @param query the query as sent
/// @param headers by lower-case name; a repeated header keeps its first value
/// @param body the body's bytes, possibly empty
@SuppressWarnings("ArrayRecordComponent") // the bytes are what was signed; they are never compared
public record ShopRequest(
    String method, String path, Query query, Map<String, String> headers, byte[] body) {

  public ShopRequest {
    Map<String, String> lowered = new LinkedHashMap<>();
    headers.forEach((name, value) -> lowered.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    headers = java.util.Collections.unmodifiableMap(lowered);
  }

  /// A call from a target such as `/wp-json/wc/v3/orders?page=2`.
  public static ShopRequest of(
      String method, String target, Map<String, String> headers, byte[] body) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return new ShopRequest(
        method.toUpperCase(Locale.ROOT), Query.decodePath(path), Query.parse(query), headers, body);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// The path's segments, empty ones left out.
  public String[] segments() {
    return Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toArray(String[]::new);
  }

  /// The same call under another path and query.
  public ShopRequest at(String newPath, Query newQuery) {
    return new ShopRequest(method, newPath, newQuery, headers, body);
  }
}
