package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Query;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The REST Admin routes below `/admin/api/{version}`.
final class RestApi {
  private final ShopifyStore store;
  private final Visible visible;
  private final RestOrders orders;
  private final RestOrder order;
  private final RestParts parts;
  private final RestCheckout checkouts;
  private final RestHooks hooks;

  RestApi(
      ShopifyStore store,
      Visible visible,
      RestOrders orders,
      RestOrder order,
      RestParts parts,
      RestCheckout checkouts,
      RestHooks hooks) {
    this.store = store;
    this.visible = visible;
    this.orders = orders;
    this.order = order;
    this.parts = parts;
    this.checkouts = checkouts;
    this.hooks = hooks;
  }

  /// @param route what stands after `/admin/api/{version}/`, without `.json`
  ShopReply answer(ShopRequest request, List<String> route, Instant now) {
    return switch (route.getFirst()) {
      case "orders" -> orders(request, route, now);
      case "checkouts" -> checkouts(request);
      case "webhooks" -> hooks.answer(request, route);
      case String other -> notFound();
    };
  }

  private ShopReply orders(ShopRequest request, List<String> route, Instant now) {
    if (!request.method().equals("GET")) {
      return notFound();
    }
    if (route.size() == 1) {
      return orders.list(request, now);
    }
    if (route.get(1).equals("count")) {
      return orders.count(request.query(), now);
    }
    Optional<ShopifyOrder> found =
        store.order(route.get(1)).filter(each -> visible.test(each, now));
    if (found.isEmpty()) {
      return notFound();
    }
    ShopifyOrder one = found.get();
    if (route.size() == 2) {
      return ok(JsonText.object().set("order", fields(order.write(one), request.query())));
    }
    boolean inShopCurrency = request.query().first("in_shop_currency").orElse("").equals("true");
    ArrayNode array = JsonText.NODES.arrayNode();
    switch (route.get(2)) {
      case "transactions" ->
          one.transactions.forEach(each -> array.add(parts.transaction(one, each, inShopCurrency)));
      case "refunds" -> one.refunds.forEach(each -> array.add(parts.refund(one, each)));
      case "fulfillments" ->
          one.fulfilments.forEach(each -> array.add(parts.fulfilment(one, each)));
      case "metafields", "risks", "fulfillment_orders" -> {}
      case String other -> {
        return notFound();
      }
    }
    return ok(JsonText.object().set(route.get(2), array));
  }

  private ShopReply checkouts(ShopRequest request) {
    Query query = request.query();
    long since = query.first("since_id").map(Long::parseLong).orElse(0L);
    int limit = query.first("limit").map(Integer::parseInt).orElse(50);
    Optional<Instant> updated = query.first("updated_at_min").flatMap(orders::instant);
    ArrayNode array = JsonText.NODES.arrayNode();
    store.checkouts().stream()
        .filter(each -> each.completed.isEmpty() && each.id > since)
        .filter(each -> updated.isEmpty() || !each.updated.isBefore(updated.get()))
        .limit(limit)
        .forEach(each -> array.add(checkouts.write(each)));
    return ok(JsonText.object().set("checkouts", array));
  }

  /// Only the fields asked for, where `fields` is given.
  static ObjectNode fields(ObjectNode full, Query query) {
    List<String> wanted = query.all("fields");
    return wanted.isEmpty() ? full : full.deepCopy().retain(wanted);
  }

  static ShopReply ok(com.fasterxml.jackson.databind.JsonNode body) {
    return ShopReply.json(200, JsonText.rails(body));
  }

  static ShopReply notFound() {
    return ShopReply.json(404, "{\"errors\":\"Not Found\"}");
  }
}
