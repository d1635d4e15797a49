package io.orderwire.connectors.magento;

import io.orderwire.connector.CartCall;
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
import java.util.stream.Collectors;

/// `GET /V1/orders` with a filter by ids. What an order itself says, its children apart, tells
/// whether it is worth a fetch.
final class OrdersByIds implements OrdersById {
  private final Orders orders = new Orders();

  @Override
  public int most() {
    return 50;
  }

  @Override
  public CartCall call(List<ExternalId> ids, StoreContext store) {
    String listed = ids.stream().map(ExternalId::value).collect(Collectors.joining(","));
    return new Search()
        .where(new Search.Filter("entity_id", "in", listed))
        .pagesOf(Integer.toString(most()))
        .in(Orders.PATH, store);
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    return new Page(
        Replies.items(reply).stream().flatMap(node -> row(node).stream()).toList(),
        Optional.empty());
  }

  private Optional<Page.Row> row(RawNode order) {
    return orders
        .row(order, order.instantInUtc("updated_at").orElse(Instant.EPOCH))
        .map(
            row ->
                new Page.Row(row.kind(), row.id(), row.changedAt(), Optional.empty())
                    .withWorth(row.worth())
                    .withPart(Optional.of(ContentHash.sha256(Json.bytes(order.json())))));
  }
}
