package io.orderwire.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Signatures;
import io.orderwire.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A burst of signed webhooks against a running suite over HTTP, and what became of each.
final class Throughput {
  private static final String SECRET = "burst secret";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /// @param acceptedPerSecond webhooks answered 200 per second while the burst lasted
  /// @param onBusPerSecond from the first webhook to the last event
  record Result(
      int sent,
      int accepted,
      int lost,
      int doubled,
      double acceptedPerSecond,
      double onBusPerSecond) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI suite;
  private final String storeId;

  Throughput(URI suite) {
    this.suite = suite;
    this.storeId = "burst-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
  }

  Result run(int webhooks, int connections) throws IOException, InterruptedException {
    URI hook = connect();
    long before = lastSequence();
    Set<String> accepted = new ConcurrentSkipListSet<>();
    long start = System.nanoTime();
    try (ExecutorService senders = Executors.newFixedThreadPool(connections)) {
      for (int number = 0; number < webhooks; number++) {
        String id = Integer.toString(100_000 + number);
        senders.execute(() -> send(hook, id, accepted));
      }
      senders.shutdown();
      if (!senders.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the burst did not end within " + PATIENCE);
      }
    }
    double sending = seconds(start);
    Map<String, Integer> arrived = await(accepted, before);
    double all = seconds(start);
    long lost = accepted.stream().filter(id -> !arrived.containsKey(id)).count();
    long doubled = arrived.values().stream().filter(times -> times > 1).count();
    return new Result(
        webhooks,
        accepted.size(),
        (int) lost,
        (int) doubled,
        accepted.size() / sending,
        arrived.size() / all);
  }

  /// A store without API credentials: nothing but our own work is measured.
  private URI connect() throws IOException, InterruptedException {
    ObjectNode store = Json.codec().createObjectNode();
    store.put("store_id", storeId);
    store.put("platform", "woocommerce");
    store.put("name", "Burst");
    store.put("base_url", "https://shop.example");
    store.putObject("credentials").put("webhook_secret", SECRET);
    HttpRequest request =
        HttpRequest.newBuilder(suite.resolve("/v1/stores"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(store)))
            .build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(
          "the store was not connected: " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return URI.create(Json.tree(answer.body()).at("/webhook/url").asText());
  }

  private void send(URI hook, String id, Set<String> accepted) {
    byte[] body = Json.bytes(order(id));
    String signature = Base64.getEncoder().encodeToString(Signatures.hmac(SECRET, body));
    HttpRequest request =
        HttpRequest.newBuilder(hook)
            .timeout(ANSWER)
            .header("content-type", "application/json")
            .header("x-wc-webhook-topic", "order.updated")
            .header("x-wc-webhook-delivery-id", id)
            .header("x-wc-webhook-signature", signature)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
        accepted.add(id);
      }
    } catch (IOException notAnswered) {
      // nothing was promised
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /// An order of about 3 KB, the size of WooCommerce's own.
  private static ObjectNode order(String id) {
    ObjectNode order = Json.codec().createObjectNode();
    order.put("id", Long.parseLong(id));
    order.put("number", id);
    order.put("status", "processing");
    order.put("currency", "EUR");
    order.put("prices_include_tax", false);
    order.put("date_created_gmt", "2026-11-23T10:00:00");
    order.put("date_modified_gmt", "2026-11-23T11:00:00");
    order.put("date_paid_gmt", "2026-11-23T11:00:00");
    order.put("total", "23.80");
    order.put("total_tax", "3.80");
    order.put("discount_total", "0.00");
    order.put("shipping_total", "0.00");
    order.put("customer_id", 0);
    order.put("payment_method", "stripe");
    ObjectNode line = order.putArray("line_items").addObject();
    line.put("id", 1);
    line.put("name", "Mug");
    line.put("quantity", 2);
    line.put("subtotal", "20.00");
    line.put("total", "20.00");
    line.put("total_tax", "3.80");
    line.putArray("taxes").addObject().put("id", 1).put("total", "3.8");
    for (int number = 0; number < 20; number++) {
      order
          .withArray("meta_data")
          .addObject()
          .put("id", number)
          .put("key", "field_" + number)
          .put("value", "a value of some length, as plugins write them, number " + number);
    }
    return order;
  }

  private Map<String, Integer> await(Set<String> accepted, long before)
      throws IOException, InterruptedException {
    Map<String, Integer> arrived = new HashMap<>();
    long after = before;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (arrived.size() < accepted.size() && System.nanoTime() < deadline) {
      JsonNode events = events(after);
      for (JsonNode event : events) {
        after = Math.max(after, event.path("sequence").asLong());
        // The store has events of its own, too.
        JsonNode order = event.at("/detail/data/order/ref/external_id");
        if (order.isTextual() && event.at("/detail/metadata/store_id").asText().equals(storeId)) {
          arrived.merge(order.asText(), 1, Integer::sum);
        }
      }
      if (events.isEmpty()) {
        Thread.sleep(50);
      }
    }
    return arrived;
  }

  private long lastSequence() throws IOException, InterruptedException {
    JsonNode events = events(0);
    return events.isEmpty() ? 0 : events.get(events.size() - 1).path("sequence").asLong();
  }

  private JsonNode events(long after) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(suite.resolve("/local/events?after=" + after)).GET().build();
    return Json.tree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
