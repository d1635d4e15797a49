package io.orderwire.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.json.Json;
import io.orderwire.port.CartTransport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A shop of the test platform: holds orders and answers [TestConnector]'s calls.
public final class TestShop implements CartTransport {
  public static final int PAGE_SIZE = 3;

  private static final String START = "1";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final Map<String, ObjectNode> orders = new TreeMap<>();
  private final Map<String, ObjectNode> carts = new TreeMap<>();
  private final Deque<CartReply> trouble = new ArrayDeque<>();
  private final List<Request> requests = new ArrayList<>();
  private Optional<Integer> down = Optional.empty();

  /// An order as a webhook carries it.
  public static ObjectNode order(String id, Instant updated, String payment) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("updated", updated.toString())
        .put("payment", payment);
  }

  public static byte[] bytes(JsonNode document) {
    return Json.bytes(document);
  }

  /// The shop's own state of an order from now on.
  public synchronized void has(ObjectNode order) {
    orders.put(order.path("id").textValue(), order.deepCopy());
  }

  public synchronized void hasCart(ObjectNode cart) {
    carts.put(cart.path("id").textValue(), cart.deepCopy());
  }

  /// The shop's own state of an order.
  public synchronized Optional<ObjectNode> order(String id) {
    return Optional.ofNullable(orders.get(id)).map(ObjectNode::deepCopy);
  }

  public synchronized void hasNot(String id) {
    orders.remove(id);
  }

  /// Answers every call with this status until [#recovers].
  public synchronized void fails(int status) {
    down = Optional.of(status);
  }

  public synchronized void recovers() {
    down = Optional.empty();
  }

  /// Answers the next call so.
  public synchronized void answersNext(int status, Map<String, String> headers) {
    trouble.add(new CartReply(status, new Headers(headers), new byte[0]));
  }

  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public synchronized CartReply exchange(Request request) {
    requests.add(request);
    if (down.isPresent()) {
      return new CartReply(down.get(), Headers.none(), new byte[0]);
    }
    return Optional.ofNullable(trouble.poll()).orElseGet(() -> answer(request.address()));
  }

  private CartReply answer(URI address) {
    String path = address.getPath();
    return switch (path) {
      case "/orders" -> page(orders, address);
      case "/children" -> page(orders, address);
      case "/carts" -> page(carts, address);
      case "/ping" -> reply(OK, JsonNodeFactory.instance.objectNode());
      default -> one(path.startsWith("/carts/") ? carts : orders, path);
    };
  }

  private static CartReply one(Map<String, ObjectNode> held, String path) {
    return Optional.ofNullable(held.get(path.substring(path.lastIndexOf('/') + 1)))
        .map(found -> reply(OK, whole(found)))
        .orElseGet(() -> reply(NOT_FOUND, JsonNodeFactory.instance.objectNode()));
  }

  /// A fetch states what a webhook does not.
  private static ObjectNode whole(ObjectNode order) {
    ObjectNode whole = order.deepCopy();
    if (!whole.has("payments")) {
      whole.putArray("payments").add("t-" + order.path("payment").asText());
    }
    return whole;
  }

  private static CartReply page(Map<String, ObjectNode> held, URI address) {
    Map<String, String> query = new TreeMap<>();
    for (String pair : address.getQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    if (query.containsKey("ids")) {
      return byId(held, query.getOrDefault("ids", ""));
    }
    Instant from = Instant.parse(query.getOrDefault("from", ""));
    Instant to = Optional.ofNullable(query.get("to")).map(Instant::parse).orElse(Instant.MAX);
    // Pages go on behind a row, not at a number: rows may move between two pages.
    String after = query.getOrDefault("page", START);
    List<ObjectNode> rows =
        held.values().stream()
            .filter(each -> !updated(each).isBefore(from) && !updated(each).isAfter(to))
            .filter(each -> after.equals(START) || place(each).compareTo(after) > 0)
            .sorted(Comparator.comparing(TestShop::place))
            .toList();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode shown = answer.putArray("rows");
    rows.stream().limit(PAGE_SIZE).forEach(shown::add);
    if (rows.size() > PAGE_SIZE) {
      answer.put("next", place(rows.get(PAGE_SIZE - 1)));
    }
    return reply(OK, answer);
  }

  private static CartReply byId(Map<String, ObjectNode> held, String ids) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode shown = answer.putArray("rows");
    for (String id : ids.split(",", -1)) {
      Optional.ofNullable(held.get(id)).ifPresent(shown::add);
    }
    return reply(OK, answer);
  }

  /// Where it stands in a listing: by time to the millisecond, then by id.
  private static String place(JsonNode order) {
    return "%013d_%s".formatted(updated(order).toEpochMilli(), order.path("id").asText());
  }

  private static Instant updated(JsonNode order) {
    return Instant.parse(order.path("updated").asText());
  }

  private static CartReply reply(int status, JsonNode body) {
    return new CartReply(status, Headers.none(), Json.text(body).getBytes(StandardCharsets.UTF_8));
  }
}
