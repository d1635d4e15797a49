package io.orderwire.connectors.api2cart;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// `order.list` by `ids`. What the order itself says tells whether it is worth a fetch.
final class OrdersByIds implements OrdersById {
  private static final String IDS = "ids";
  private static final int AT_ONCE = 50;

  @Override
  public int most() {
    return AT_ONCE;
  }

  @Override
  public CartCall call(List<ExternalId> ids, StoreContext store) {
    return CartCall.get(
        OrderListing.ORDERS,
        List.of(
            new Parameter(
                IDS, ids.stream().map(ExternalId::value).collect(Collectors.joining(","))),
            new Parameter("params", "force_all"),
            new Parameter("count", Integer.toString(OrderListing.MOST))));
  }

  /// Carts that do not honour the filter list others too.
  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    Set<String> asked = new TreeSet<>(Arrays.asList(call.parameter(IDS).orElse("").split(",", -1)));
    return new Page(
        Replies.list(reply, "order").stream()
            .flatMap(node -> row(node, store).stream())
            .filter(row -> asked.contains(row.id().value()))
            .toList(),
        Optional.empty());
  }

  private static Optional<Page.Row> row(RawNode node, StoreContext store) {
    return node.id("id")
        .map(
            id ->
                new Page.Row(
                        Page.Kind.ORDER,
                        id,
                        OrderListing.changedAt(node, store).orElse(Instant.EPOCH),
                        Optional.empty())
                    .withWorth(OrderWorth.of(node, store))
                    .withPart(Optional.of(ContentHash.sha256(Json.bytes(node.json())))));
  }
}
