package io.orderwire.connector;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One call to a cart, relative to the store's base address: a connector cannot reach another host.
/// Serializable, so a listing can go on in another invocation.
///
/// @param path begins with `/`
/// @param query parameters in order; the engine encodes them
/// @param cost in units of the platform's budget
public record CartCall(
    String method,
    String path,
    List<Parameter> query,
    Map<String, String> headers,
    Optional<String> body,
    int cost) {
  public CartCall {
    query = List.copyOf(query);
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    if (!path.startsWith("/") || path.startsWith("//")) {
      throw new IllegalArgumentException("path must begin with one slash: " + path);
    }
  }

  /// One query parameter, not yet encoded.
  public record Parameter(String name, String value) {}

  /// The first query parameter of that name.
  public Optional<String> parameter(String name) {
    return query.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .findFirst();
  }

  /// The same call with another value of a query parameter that it has.
  public CartCall with(String name, String value) {
    List<Parameter> changed =
        query.stream()
            .map(each -> each.name().equals(name) ? new Parameter(name, value) : each)
            .toList();
    return new CartCall(method, path, changed, headers, body, cost);
  }

  public static CartCall get(String path, List<Parameter> query) {
    return new CartCall("GET", path, query, Map.of(), Optional.empty(), 1);
  }

  public static CartCall sendJson(String method, String path, String body, int cost) {
    return new CartCall(
        method,
        path,
        List.of(),
        Map.of("content-type", "application/json"),
        Optional.of(body),
        cost);
  }
}
