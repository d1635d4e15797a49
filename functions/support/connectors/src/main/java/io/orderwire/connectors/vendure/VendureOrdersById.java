package io.orderwire.connectors.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A glance at orders by their ids: the only way in which a change of state is seen.
final class VendureOrdersById implements OrdersById {

  @Override
  public int most() {
    return VendureOrders.PAGE_SIZE;
  }

  @Override
  public CartCall call(List<ExternalId> ids, StoreContext store) {
    ObjectNode options = Json.codec().createObjectNode().put("take", most());
    ArrayNode in = options.putObject("filter").putObject("id").putArray("in");
    ids.forEach(id -> in.add(id.value()));
    return VendureQueries.orders(options, store);
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    JsonNode items = reply.json().path("data").path("orders").path("items");
    if (!items.isArray()) {
      throw VendureFaults.malformed("the reply has no orders");
    }
    List<Page.Row> rows = new ArrayList<>();
    for (JsonNode order : items) {
      Instant changedAt =
          VendureOutline.instant(order.path(VendureOrders.UPDATED)).orElse(Instant.EPOCH);
      rows.add(VendureOutline.row(order, changedAt, store));
    }
    return new Page(rows, Optional.empty());
  }
}
