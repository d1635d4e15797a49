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

/// By GraphQL `nodes(ids:)`, which unlike a search sees the latest state; by REST `ids=`. Neither
/// carries the order: at 188 points of a budget of 100 a second it is fetched only where the glance
/// shows that it changed.
final class ShopifyOrdersById implements OrdersById {

  @Override
  public int most() {
    return ShopifyQueries.GLANCED;
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
        : ShopifyQueries.glances(
            ids.stream().map(id -> "gid://shopify/Order/" + id.value()).toList());
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    return call.path().equals(ShopifyQueries.PATH)
        ? nodes(reply.json().path("data").path("nodes"), store)
        : new ShopifyRestOrders().read(call, reply, store);
  }

  private static Page nodes(JsonNode nodes, StoreContext store) {
    if (!nodes.isArray()) {
      throw ShopifyGraphOrders.malformed("the reply has no nodes");
    }
    List<Page.Row> rows = new ArrayList<>();
    for (JsonNode order : nodes) {
      if (order.isObject()) {
        rows.add(ShopifyGraphOutline.row(order, store));
      }
    }
    return new Page(rows, Optional.empty());
  }
}
