package io.orderwire.local.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.orderwire.local.endpoint.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Lambda's event for an HTTP request.
///
/// Source: API Gateway developer guide, "Lambda proxy integrations", payload format version 2.0.
final class RequestEvent {
  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;

  RequestEvent(Clock clock) {
    this.clock = clock;
  }

  byte[] of(
      HttpExchange exchange,
      byte[] body,
      Route route,
      Map<String, String> variables,
      String traceId) {
    String rawPath = exchange.getRequestURI().getRawPath();
    String rawQuery = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    Map<String, String> headers = headers(exchange);
    headers.put("x-amzn-trace-id", traceId);
    ObjectNode event =
        Json.object()
            .put("version", "2.0")
            .put("routeKey", route.key())
            .put("rawPath", decode(rawPath))
            .put("rawQueryString", rawQuery);
    cookies(exchange, event);
    ObjectNode headersNode = event.putObject("headers");
    headers.forEach(headersNode::put);
    if (!rawQuery.isEmpty()) {
      ObjectNode query = event.putObject("queryStringParameters");
      query(rawQuery).forEach(query::put);
    }
    event.set("requestContext", context(exchange, headers, route));
    if (!variables.isEmpty() && !route.key().equals("$default")) {
      ObjectNode path = event.putObject("pathParameters");
      variables.forEach((name, value) -> path.put(name, decode(value)));
    }
    if (body.length > 0) {
      Optional<String> text = Base64Rule.asText(body, headers.getOrDefault("content-type", ""));
      event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
      event.put("isBase64Encoded", text.isEmpty());
    } else {
      event.put("isBase64Encoded", false);
    }
    return Json.bytes(event);
  }

  /// Names in lower case; several values of one header joined by commas.
  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!lower.equals("cookie")) {
                headers.put(lower, String.join(",", values));
              }
            });
    headers.putIfAbsent(
        "x-forwarded-for", exchange.getRemoteAddress().getAddress().getHostAddress());
    headers.putIfAbsent("x-forwarded-proto", "http");
    headers.putIfAbsent("x-forwarded-port", Integer.toString(exchange.getLocalAddress().getPort()));
    return headers;
  }

  private static void cookies(HttpExchange exchange, ObjectNode event) {
    List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
    if (!cookies.isEmpty()) {
      ArrayNode list = event.putArray("cookies");
      cookies.stream()
          .flatMap(line -> Arrays.stream(line.split(";")))
          .map(String::strip)
          .forEach(list::add);
    }
  }

  private static Map<String, String> query(String rawQuery) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : rawQuery.split("&")) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? form(parts[1]) : "";
      query.merge(form(parts[0]), value, (first, next) -> first + "," + next);
    }
    return query;
  }

  private static String form(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /// Percent-decoding of a path, where a plus is a plus.
  private static String decode(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private ObjectNode context(HttpExchange exchange, Map<String, String> headers, Route route) {
    Instant now = clock.instant();
    String host = headers.getOrDefault("host", "127.0.0.1");
    ObjectNode context = Json.object().put("accountId", "000000000000").put("apiId", "local");
    context.put("domainName", host).put("domainPrefix", host.split("[.:]", 2)[0]);
    context
        .putObject("http")
        .put("method", exchange.getRequestMethod())
        .put("path", decode(exchange.getRequestURI().getRawPath()))
        .put("protocol", exchange.getProtocol())
        .put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress())
        .put("userAgent", headers.getOrDefault("user-agent", ""));
    return context
        .put("requestId", UUID.randomUUID().toString())
        .put("routeKey", route.key())
        .put("stage", "$default")
        .put("time", CLF.format(now))
        .put("timeEpoch", now.toEpochMilli());
  }
}
