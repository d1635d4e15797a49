package io.orderwire.storeapi;

import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request out of the gateway's framing.
///
/// @param segments of the path, decoded
/// @param query as it was sent, encoded
/// @param caller who asks, as the authorizer knows them; empty where there is none
/// @param asked the address that was asked: scheme and host
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record ApiRequest(
    String method,
    List<String> segments,
    String query,
    Headers headers,
    byte[] body,
    URI asked,
    Optional<String> traceId,
    Optional<String> caller) {
  ApiRequest {
    segments = List.copyOf(segments);
  }

  /// As a platform sends it that calls back.
  Delivery delivery() {
    return new Delivery(method, headers, query, body);
  }

  /// Decoded; values of a repeated one are joined by commas.
  Map<String, String> parameters() {
    return delivery().parameters();
  }

  /// The same request with another body.
  ApiRequest with(byte[] newBody) {
    return new ApiRequest(method, segments, query, headers, newBody, asked, traceId, caller);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters().get(name)).filter(value -> !value.isEmpty());
  }

  String path() {
    return "/" + String.join("/", segments);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiRequest request
        && method.equals(request.method)
        && segments.equals(request.segments)
        && query.equals(request.query)
        && headers.equals(request.headers)
        && asked.equals(request.asked)
        && Arrays.equals(body, request.body);
  }

  @Override
  public int hashCode() {
    return segments.hashCode();
  }

  /// Without the body, which may hold credentials.
  @Override
  public String toString() {
    return method + " " + path();
  }
}
