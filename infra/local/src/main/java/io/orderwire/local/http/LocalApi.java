package io.orderwire.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.orderwire.local.endpoint.EventLog;
import io.orderwire.local.endpoint.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What only the local runner serves: `/local/health`, `/local/events`, `/local/shops` and
/// `/local/env`.
public final class LocalApi implements HttpHandler {
  private final EventsHandler events;
  private final Supplier<JsonNode> health;
  private final Supplier<JsonNode> shops;
  private final Map<String, String> variables;

  /// @param variables what `/local/env` prints as `export` lines
  public LocalApi(
      EventLog log,
      Supplier<JsonNode> health,
      Supplier<JsonNode> shops,
      Map<String, String> variables,
      BooleanSupplier stopped) {
    this.events = new EventsHandler(log, stopped);
    this.health = health;
    this.shops = shops;
    this.variables = variables;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        answer(exchange, 405, Json.object().put("message", "only GET is served here"));
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/local/events" -> events.handle(exchange);
        case "/local/health" -> answer(exchange, 200, health.get());
        case "/local/shops" -> answer(exchange, 200, shops.get());
        case "/local/env" -> environment(exchange);
        default ->
            answer(
                exchange,
                404,
                Json.object()
                    .put(
                        "message",
                        "there are /local/health, /local/events, /local/shops and /local/env"));
      }
    }
  }

  private void environment(HttpExchange exchange) throws IOException {
    StringBuilder text = new StringBuilder();
    variables.forEach(
        (name, value) ->
            text.append("export ").append(name).append("='").append(value).append("'\n"));
    send(exchange, 200, "text/plain", text.toString().getBytes(StandardCharsets.UTF_8));
  }

  static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    send(exchange, status, "application/json", Json.bytes(body));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
