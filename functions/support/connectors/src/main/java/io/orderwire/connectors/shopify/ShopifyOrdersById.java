package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.ExternalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// By GraphQL `nodes(ids:)`, which unlike a search sees the latest state; by REST `ids=`, with
/// nothing but the time, as the rest has to be fetched anyway.
final class ShopifyOrdersById implements OrdersById {

  @Override
  public int most() {
    return ShopifyQueries.PAGE;
  }

  @Override
  public CartCall call(List<ExternalId> ids, StoreContext store) {
    return ShopifyFeed.isRest(store)
        ? ShopifyRest.get(
            "/orders.json",
            List.of(
                new Parameter(
                    "ids", ids.stream().map(ExternalId::value).collect(Collectors.joining(","))),
                new Parameter("status", "any"),
                new Parameter("fields", "id,updated_at")))
        : ShopifyQueries.orders(
            ids.stream().map(id -> "gid://shopify/Order/" + id.value()).toList(),
            ShopifyGraphOrders.returns(store));
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    return call.path().equals(ShopifyQueries.PATH)
        ? nodes(reply.json().path("data").path("nodes"))
        : new ShopifyRestOrders().read(call, reply, store);
  }

  private static Page nodes(JsonNode nodes) {
    if (!nodes.isArray()) {
      throw ShopifyGraphOrders.malformed("the reply has no nodes");
    }
    List<Page.Row> rows = new ArrayList<>();
    for (JsonNode order : nodes) {
      if (order.isObject()) {
        rows.add(ShopifyGraphOrders.row(order).withWorth(ShopifyGraphOutline.worth(order)));
      }
    }
    return new Page(rows, Optional.empty());
  }
}
