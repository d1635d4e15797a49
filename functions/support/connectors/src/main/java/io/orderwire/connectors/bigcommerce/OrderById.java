package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `GET /v2/orders` from an id to the same id: V2 takes no list of ids. Archived orders are missing
/// like deleted ones.
final class OrderById implements OrdersById {

  @Override
  public int most() {
    return 1;
  }

  @Override
  public CartCall call(List<ExternalId> ids, StoreContext store) {
    String id = ids.getFirst().value();
    return CartCall.get(
        OrderListing.ORDERS, List.of(new Parameter("min_id", id), new Parameter("max_id", id)));
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    return new Page(
        Replies.list(reply).stream().flatMap(node -> row(node).stream()).toList(),
        Optional.empty());
  }

  /// What the order itself says, products and payments apart, tells whether it is worth a fetch.
  private static Optional<Page.Row> row(RawNode order) {
    return OrderListing.row(order, Instant.EPOCH)
        .map(
            row ->
                new Page.Row(row.kind(), row.id(), row.changedAt(), Optional.empty())
                    .withWorth(row.worth())
                    .withPart(Optional.of(ContentHash.sha256(Json.bytes(order.json())))));
  }
}
