package io.orderwire.system.cells;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.json.Json;
import io.orderwire.port.CartTransport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A WooCommerce shop of a million orders, one changed each second, that are arithmetic. Where it
/// refuses, it refuses three calls of four, each for some seconds.
final class HugeCart implements CartTransport {
  static final int MILLION = 1_000_000;
  private static final int PAGE = 100;
  private static final long FIRST_ID = 1_700_000_000L;

  private final ObjectNode template;
  private final RandomGenerator refusals;
  private final boolean refuses;
  private final Map<Long, Instant> changes = new TreeMap<>();
  private int refused;

  HugeCart(ObjectNode template, RandomGenerator refusals, boolean refuses) {
    this.template = template;
    this.refusals = refusals;
    this.refuses = refuses;
  }

  int refused() {
    return refused;
  }

  static long idOf(Instant changedAt) {
    return changedAt.getEpochSecond() - FIRST_ID;
  }

  /// An order changes, and is this from now on.
  ObjectNode change(long id, Instant at) {
    changes.put(id, at);
    return order(id, at);
  }

  @Override
  public CartReply exchange(Request request) {
    if (refuses && refusals.nextInt(4) > 0) {
      refused++;
      return new CartReply(
          429,
          new Headers(Map.of("retry-after", Integer.toString(2 + refusals.nextInt(9)))),
          new byte[0]);
    }
    String path = request.address().getPath();
    return path.endsWith("/orders") ? page(request.address()) : one(path);
  }

  private CartReply one(String path) {
    long id = Long.parseLong(path.replaceFirst(".*/orders/", "").replaceFirst("/.*", ""));
    Instant at = changes.getOrDefault(id, Instant.ofEpochSecond(id + FIRST_ID));
    return json(Json.text(order(id, at)), Map.of());
  }

  private ObjectNode order(long id, Instant at) {
    String text = at.toString().replace("Z", "");
    return template
        .deepCopy()
        .put("id", id)
        .put("date_modified_gmt", text)
        .put("date_modified", text);
  }

  private CartReply page(URI address) {
    Instant after = Instant.EPOCH;
    int rows = PAGE;
    for (String pair : address.getQuery().split("&", -1)) {
      if (pair.startsWith("modified_after=")) {
        after =
            LocalDateTime.parse(pair.substring("modified_after=".length()))
                .toInstant(ZoneOffset.UTC);
      }
      rows = pair.equals("per_page=1") ? 1 : rows;
    }
    List<JsonNode> orders = new ArrayList<>();
    for (int row = 1; row <= rows; row++) {
      Instant at = after.plusSeconds(row);
      orders.add(order(idOf(at), at));
    }
    return json(
        Json.text(orders),
        Map.of(
            "x-wp-total", Integer.toString(MILLION),
            "x-wp-totalpages", Integer.toString(MILLION / PAGE)));
  }

  private static CartReply json(String body, Map<String, String> headers) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("content-type", "application/json");
    return new CartReply(200, new Headers(all), body.getBytes(StandardCharsets.UTF_8));
  }
}
