package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Orders by the legacy REST API. It lists ids and times alone, because a listed order lacks
/// transactions and metafields: each one is fetched with both.
final class ShopifyRestOrders implements Listing {
  private static final int MOST_PAGE = 250;

  @Override
  public CartCall first(Window window, StoreContext store) {
    List<Parameter> query = new ArrayList<>();
    int limit = ShopifyFeed.pageSize(store, MOST_PAGE, MOST_PAGE);
    query.add(new Parameter(ShopifyRest.LIMIT, Integer.toString(limit)));
    // without it only open orders are listed
    query.add(new Parameter("status", "any"));
    query.add(new Parameter("updated_at_min", window.from().toString()));
    window.to().ifPresent(to -> query.add(new Parameter("updated_at_max", to.toString())));
    query.add(new Parameter("order", "updated_at asc"));
    query.add(new Parameter("fields", "id,updated_at"));
    return ShopifyRest.get("/orders.json", query);
  }

  static CartCall count(Window window) {
    List<Parameter> query = new ArrayList<>();
    query.add(new Parameter("status", "any"));
    query.add(new Parameter("updated_at_min", window.from().toString()));
    window.to().ifPresent(to -> query.add(new Parameter("updated_at_max", to.toString())));
    return ShopifyRest.get("/orders/count.json", query);
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    JsonNode orders = reply.json().path("orders");
    if (!orders.isArray()) {
      throw ShopifyGraphOrders.malformed("the reply has no orders");
    }
    List<Page.Row> rows = new ArrayList<>();
    for (JsonNode order : orders) {
      rows.add(
          new Page.Row(
              Page.Kind.ORDER,
              ShopifyGraphOrders.id(order.path("id").asText()),
              ShopifyGraphOrders.instant(order.path("updated_at").asText()),
              Optional.empty()));
    }
    return new Page(rows, ShopifyRest.next(call, reply));
  }

  /// The order, its transactions in shop currency, its metafields: one document in the shape of a
  /// webhook body with two members more.
  static Fetch one(ExternalId id) {
    String path = "/orders/" + id.value();
    return new Fetch.Ask(
        ShopifyRest.get(path + ".json", List.of()),
        reply -> {
          JsonNode order = reply.json().path("order");
          return order instanceof ObjectNode found
              ? transactions(path, found)
              : new Fetch.Absent("Shopify has no such order");
        });
  }

  private static Fetch transactions(String path, ObjectNode order) {
    List<Parameter> query = List.of(new Parameter("in_shop_currency", "true"));
    return all(
        ShopifyRest.get(path + "/transactions.json", query),
        "transactions",
        order,
        whole -> metafields(path, whole));
  }

  private static Fetch metafields(String path, ObjectNode order) {
    List<Parameter> query = List.of(new Parameter(ShopifyRest.LIMIT, Integer.toString(MOST_PAGE)));
    return all(
        ShopifyRest.get(path + "/metafields.json", query),
        "metafields",
        order,
        Fetch.Complete::new);
  }

  /// Puts all pages of a child listing into the order's member of that name.
  private static Fetch all(
      CartCall call, String member, ObjectNode order, Function<ObjectNode, Fetch> then) {
    return new Fetch.Ask(
        call,
        reply -> {
          ObjectNode grown = order.deepCopy();
          reply.json().path(member).forEach(grown.withArray(member)::add);
          return ShopifyRest.next(call, reply)
              .map(next -> all(next, member, grown, then))
              .orElseGet(() -> then.apply(grown));
        });
  }
}
