package io.orderwire.system.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Listens to the bus through `GET /local/events` as server-sent events.
final class BusListener implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<JsonNode> arriving = new LinkedBlockingQueue<>();
  private final List<JsonNode> heard = new ArrayList<>();
  private final Thread reader;

  BusListener(URI suite, long after) {
    HttpRequest request =
        HttpRequest.newBuilder(suite.resolve("/local/events?after=" + after))
            .header("accept", "text/event-stream")
            .build();
    reader = Thread.ofVirtual().start(() -> read(request));
  }

  /// The first event, heard before or yet to come, that fits.
  JsonNode await(Duration patience, Predicate<JsonNode> fits) {
    for (JsonNode event : heard) {
      if (fits.test(event)) {
        return event;
      }
    }
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        JsonNode event = arriving.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (event == null) {
          throw new AssertionError("no such event within " + patience + "; heard " + ids());
        }
        heard.add(event);
        if (fits.test(event)) {
          return event;
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
  }

  /// Everything heard so far.
  List<JsonNode> heard() {
    arriving.drainTo(heard);
    return List.copyOf(heard);
  }

  List<String> ids() {
    return heard().stream().map(event -> event.at("/detail/metadata/event_id").asText()).toList();
  }

  static Predicate<JsonNode> ofOrder(String storeId, String externalId) {
    String prefix = storeId + "/order/" + externalId + "/";
    return event -> event.at("/detail/metadata/event_id").asText().startsWith(prefix);
  }

  static Predicate<JsonNode> ofType(String detailType) {
    return event -> event.path("detail-type").asText().equals(detailType);
  }

  @Override
  public void close() {
    reader.interrupt();
    http.shutdownNow();
  }

  private void read(HttpRequest request) {
    try {
      HttpResponse<Stream<String>> response =
          http.send(request, HttpResponse.BodyHandlers.ofLines());
      try (Stream<String> lines = response.body()) {
        lines
            .filter(line -> line.startsWith("data:"))
            .map(line -> line.substring("data:".length()).strip())
            .forEach(this::hear);
      }
    } catch (IOException | RuntimeException ended) {
      // the suite went down or the listener was closed: what was heard stays
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(String data) {
    try {
      arriving.add(Json.tree(data.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException notJson) {
      throw new IllegalStateException(data, notJson);
    }
  }
}
