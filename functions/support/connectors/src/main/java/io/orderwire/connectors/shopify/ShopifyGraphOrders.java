package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.connectors.shopify.ShopifyQueries.Sizes;
import io.orderwire.model.ExternalId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Orders by GraphQL, in rising order of their update. A row carries its order only when nothing of
/// it is missing; else the order has to be fetched.
final class ShopifyGraphOrders implements Listing {
  /// The store option that leaves out returns, for tokens without the `read_returns` scope: asking
  /// for them would make Shopify refuse the whole query.
  static final String RETURNS = "returns";

  @Override
  public CartCall first(Window window, StoreContext store) {
    return ShopifyQueries.orders(
        search(window),
        ShopifyFeed.pageSize(store, ShopifyQueries.PAGE, ShopifyQueries.PAGE),
        returns(store));
  }

  /// Shopify's search syntax; archived and cancelled orders are found too.
  static String search(Window window) {
    String from = "updated_at:>='" + window.from() + "'";
    return window.to().map(to -> from + " AND updated_at:<='" + to + "'").orElse(from);
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    JsonNode orders = reply.json().path("data").path("orders");
    if (!orders.path("nodes").isArray()) {
      throw malformed("the reply has no orders");
    }
    List<Page.Row> rows = new ArrayList<>();
    for (JsonNode order : orders.path("nodes")) {
      rows.add(row(order));
    }
    return new Page(rows, next(call, orders.path("pageInfo")));
  }

  private static Page.Row row(JsonNode order) {
    return new Page.Row(
        Page.Kind.ORDER,
        id(order.path("id").asText()),
        instant(order.path("updatedAt").asText()),
        ShopifyWhole.isWhole(order, Sizes.LISTED) ? Optional.of(order) : Optional.empty());
  }

  static Optional<CartCall> next(CartCall call, JsonNode pageInfo) {
    String cursor = pageInfo.path("endCursor").asText("");
    return pageInfo.path("hasNextPage").asBoolean() && !cursor.isEmpty()
        ? Optional.of(ShopifyQueries.after(call, cursor))
        : Optional.empty();
  }

  static Fetch one(ExternalId id, StoreContext store) {
    return new Fetch.Ask(
        ShopifyQueries.order("gid://shopify/Order/" + id.value(), returns(store)),
        reply -> ShopifyWhole.complete(reply.json().path("data").path("order"), Sizes.FETCHED));
  }

  private static boolean returns(StoreContext store) {
    return store.option(RETURNS).filter("no"::equals).isEmpty();
  }

  static ExternalId id(String id) {
    return ExternalId.parse(ShopifyNode.tail(id))
        .optional()
        .orElseThrow(() -> malformed("a listed row has no id"));
  }

  static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notATime) {
      throw malformed("a listed row has no update time");
    }
  }

  static FaultException malformed(String detail) {
    return new FaultException(Fault.of(Fault.Category.MALFORMED, detail));
  }
}
