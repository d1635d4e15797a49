package io.orderwire.local.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.orderwire.local.endpoint.EventLog;
import io.orderwire.local.endpoint.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// `GET /local/events?after=SEQ&limit=N`: what reached the bus, oldest first. A JSON array, or
/// server-sent events without end when asked with `Accept: text/event-stream`; then `Last-Event-ID`
/// counts as `after`.
///
/// Each element is the EventBridge envelope with `sequence` and `bus` beside it.
final class EventsHandler {
  private static final int DEFAULT_LIMIT = 1000;
  private static final int MOST = 10_000;

  private final EventLog log;
  private final BooleanSupplier stopped;

  EventsHandler(EventLog log, BooleanSupplier stopped) {
    this.log = log;
    this.stopped = stopped;
  }

  void handle(HttpExchange exchange) throws IOException {
    String accept = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")).orElse("");
    if (accept.contains("text/event-stream")) {
      stream(exchange);
      return;
    }
    long after = number(exchange, "after", 0);
    int limit = Math.clamp(number(exchange, "limit", DEFAULT_LIMIT), 1, MOST);
    ArrayNode events = Json.object().putArray("events");
    log.after(after, limit).forEach(entry -> events.add(shown(entry)));
    LocalApi.answer(exchange, 200, events);
  }

  private void stream(HttpExchange exchange) throws IOException {
    String last =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID")).orElse("");
    long after = last.matches("[0-9]{1,18}") ? Long.parseLong(last) : number(exchange, "after", 0);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(": orderwire\n\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
      while (!stopped.getAsBoolean()) {
        boolean more = log.awaitAfter(after, Duration.ofSeconds(15));
        List<EventLog.Entry> entries = more ? log.after(after, DEFAULT_LIMIT) : List.of();
        StringBuilder text = new StringBuilder(more ? "" : ": still here\n\n");
        for (EventLog.Entry entry : entries) {
          after = entry.sequence();
          text.append("id: ").append(after).append("\ndata: ").append(shown(entry)).append("\n\n");
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static ObjectNode shown(EventLog.Entry entry) {
    ObjectNode shown = Json.object().put("sequence", entry.sequence()).put("bus", entry.bus());
    shown.setAll(entry.event());
    return shown;
  }

  private static long number(HttpExchange exchange, String name, long otherwise) {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    for (String pair : query.split("&")) {
      if (pair.matches(name + "=[0-9]{1,18}")) {
        return Long.parseLong(pair.substring(name.length() + 1));
      }
    }
    return otherwise;
  }
}
