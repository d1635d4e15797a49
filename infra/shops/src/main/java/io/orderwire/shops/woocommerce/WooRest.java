package io.orderwire.shops.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Query;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The routes below `/wp-json/wc/v3`.
final class WooRest {
  private static final String PRETTY = "/wp-json";

  private final WooStore store;
  private final WooOrdersApi orders;
  private final WooOrderBody body;
  private final WooRefunds refunds;
  private final WooCustomers customers;
  private final WooHooksApi hooks;
  private final WooDates dates;
  private final boolean plainPermalinks;

  WooRest(
      WooStore store,
      WooOrdersApi orders,
      WooOrderBody body,
      WooRefunds refunds,
      WooCustomers customers,
      WooHooksApi hooks,
      WooDates dates,
      boolean plainPermalinks) {
    this.store = store;
    this.orders = orders;
    this.body = body;
    this.refunds = refunds;
    this.customers = customers;
    this.hooks = hooks;
    this.dates = dates;
    this.plainPermalinks = plainPermalinks;
  }

  /// The route asked for below `/wp-json`: by path, or by `?rest_route=` which works on every site.
  /// Empty when the call is not for the API.
  Optional<String> route(ShopRequest request) {
    Optional<String> plain = request.query().first("rest_route");
    if (plain.isPresent()) {
      return plain;
    }
    return request.path().startsWith(PRETTY) && !plainPermalinks
        ? Optional.of(request.path().substring(PRETTY.length()))
        : Optional.empty();
  }

  ShopReply answer(ShopRequest request, String route) {
    String[] parts =
        Arrays.stream(route.split("/")).filter(part -> !part.isEmpty()).toArray(String[]::new);
    if (parts.length < 3 || !parts[0].equals("wc") || !parts[1].equals("v3")) {
      return WooErrors.noRoute();
    }
    List<String> rest = List.of(parts).subList(3, parts.length);
    return switch (parts[2]) {
      case "orders" -> orders(request, rest);
      case "webhooks" -> hooks.answer(request, rest);
      case "customers" -> customers(request, rest);
      case "refunds" -> rest.isEmpty() ? orders.refunds(request, refunds) : WooErrors.noRoute();
      case String other -> WooErrors.noRoute();
    };
  }

  private ShopReply orders(ShopRequest request, List<String> rest) {
    if (!request.method().equals("GET")) {
      return WooErrors.noRoute();
    }
    if (rest.isEmpty()) {
      return orders.list(request);
    }
    Optional<WooOrder> order = store.order(rest.get(0));
    if (order.isEmpty()) {
      return WooErrors.reply(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
    }
    if (rest.size() == 1) {
      return ok(body.bytes(order.get()));
    }
    return switch (rest.get(1)) {
      case "refunds" ->
          children(
              request,
              rest,
              order.get().refunds.reversed(),
              refund -> refunds.write(order.get(), refund));
      case "notes" ->
          children(request, rest, order.get().notes.reversed(), note -> note(order.get(), note));
      case String other -> WooErrors.noRoute();
    };
  }

  private <T> ShopReply children(
      ShopRequest request, List<String> rest, List<T> all, Function<T, ObjectNode> write) {
    if (rest.size() > 2) {
      return all.stream()
          .map(write)
          .filter(node -> node.path("id").asText().equals(rest.get(2)))
          .findFirst()
          .map(node -> ok(JsonText.php(node)))
          .orElseGet(() -> WooErrors.reply(404, "woocommerce_rest_invalid_id", "Invalid ID."));
    }
    Query query = request.query();
    int perPage = query.first("per_page").map(Integer::parseInt).orElse(10);
    int page = query.first("page").map(Integer::parseInt).orElse(1);
    ArrayNode array = JsonText.NODES.arrayNode();
    all.stream().skip((long) (page - 1) * perPage).limit(perPage).map(write).forEach(array::add);
    return orders.paged(request, JsonText.php(array), all.size(), perPage, page);
  }

  private ObjectNode note(WooOrder order, WooOrder.Note note) {
    ObjectNode node = JsonText.object();
    node.put("id", note.id());
    node.put("author", "system");
    node.put("date_created", dates.local(note.created()));
    node.put("date_created_gmt", dates.gmt(note.created()));
    node.put("note", note.text());
    node.put("customer_note", note.forCustomer());
    ObjectNode links = node.putObject("_links");
    links.putArray("up").addObject().put("href", "/wp-json/wc/v3/orders/" + order.id);
    return node;
  }

  private ShopReply customers(ShopRequest request, List<String> rest) {
    if (!request.method().equals("GET")) {
      return WooErrors.noRoute();
    }
    if (rest.isEmpty()) {
      ArrayNode array = JsonText.NODES.arrayNode();
      store.customers().forEach(customer -> array.add(customers.write(customer)));
      return orders.paged(request, JsonText.php(array), array.size(), 10, 1);
    }
    Optional<JsonNode> found =
        store.customers().stream()
            .filter(customer -> Long.toString(customer.id()).equals(rest.get(0)))
            .findFirst()
            .map(customers::write);
    return found
        .map(node -> ok(JsonText.php(node)))
        .orElseGet(
            () -> WooErrors.reply(404, "woocommerce_rest_invalid_id", "Invalid resource ID."));
  }

  static ShopReply ok(byte[] content) {
    return ShopReply.json(200, content).with("Content-Type", "application/json; charset=UTF-8");
  }
}
