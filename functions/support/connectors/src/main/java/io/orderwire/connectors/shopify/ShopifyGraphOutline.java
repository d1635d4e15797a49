package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Page;
import io.orderwire.connector.Page.Worth;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Orders in rising order of their update, a hundred to a page: only when they changed, what they
/// are worth and how they stand. An eighth of the points of the whole orders, for twenty-five times
/// as many.
final class ShopifyGraphOutline implements Listing {

  @Override
  public CartCall first(Window window, StoreContext store) {
    return ShopifyQueries.outline(
        ShopifyGraphOrders.search(window),
        ShopifyFeed.pageSize(store, ShopifyQueries.OUTLINED, ShopifyQueries.OUTLINED));
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    JsonNode orders = reply.json().path("data").path("orders");
    if (!orders.path("nodes").isArray()) {
      throw ShopifyGraphOrders.malformed("the reply has no orders");
    }
    List<Page.Row> rows = new ArrayList<>();
    for (JsonNode order : orders.path("nodes")) {
      rows.add(row(order, store));
    }
    return new Page(rows, ShopifyGraphOrders.next(call, orders.path("pageInfo")));
  }

  /// An order of which only its time, its worth and its statuses were asked for. That it looks
  /// different at the same time is news.
  static Page.Row row(JsonNode order, StoreContext store) {
    ShopifyNode node = ShopifyNode.root(order, RawReads.UNTRACKED);
    return new Page.Row(
            Page.Kind.ORDER,
            ShopifyGraphOrders.id(order.path("id").asText()),
            ShopifyGraphOrders.instant(order.path("updatedAt").asText()),
            Optional.empty())
        .withWorth(worth(order))
        .withReadings(new ShopifyHead(node, store).readings())
        .withPart(Optional.of(ContentHash.sha256(Json.bytes(order))));
  }

  private static Optional<Worth> worth(JsonNode order) {
    RawNode root = RawNode.root(order, RawReads.UNTRACKED);
    return root.currency("currencyCode")
        .flatMap(
            code ->
                amount(root, "totalPriceSet", code)
                    .flatMap(
                        total ->
                            amount(root, "totalRefundedSet", code)
                                .map(refunded -> new Worth(total, refunded))));
  }

  private static Optional<Money> amount(RawNode order, String bag, CurrencyCode currency) {
    return order.at(bag).at("shopMoney").money("amount", currency);
  }
}
