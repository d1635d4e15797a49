package io.orderwire.connectors.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import java.util.List;
import java.util.Optional;

/// Reads orders by the admin API: listings in outline, whole orders one by one, since a whole one
/// needs to know the shop's custom fields first.
final class VendureFeed implements OrderFeed {
  /// The store option that leaves out custom fields, for shops whose schema may not be asked for.
  static final String CUSTOM_FIELDS = "custom_fields";

  @Override
  public Listing orders() {
    return new VendureOrders(VendureOrders.UPDATED);
  }

  @Override
  public Listing outline() {
    return orders();
  }

  /// An order is placed by a change of state, which moves no `updatedAt`.
  @Override
  public List<Sweep> sweeps() {
    return List.of(
        new Sweep(
            "placed",
            "new orders by orderPlacedAt: placing one does not move its updatedAt",
            1,
            Reach.NEWS,
            false,
            new VendureOrders(VendureOrders.PLACED)));
  }

  @Override
  public OrdersById byId() {
    return new VendureOrdersById();
  }

  @Override
  public Optional<Listing> carts() {
    return Optional.empty();
  }

  @Override
  public Fetch one(ExternalId id, StoreContext store) {
    if (store.option(CUSTOM_FIELDS).filter("no"::equals).isPresent()) {
      return order(id, VendureCustomFields.NONE, store);
    }
    return new Fetch.Ask(
        VendureQueries.customFields(store),
        reply -> order(id, VendureCustomFields.read(reply), store));
  }

  @Override
  public Optional<Fault> fault(CartReply reply) {
    return VendureFaults.of(reply);
  }

  /// Vendure sets no limit.
  @Override
  public Optional<BudgetReading> budget(CartReply reply) {
    return Optional.empty();
  }

  @Override
  public Optional<CartCall> count(Window window, StoreContext store) {
    CartCall listed = orders().first(window, store);
    return Optional.of(
        VendureQueries.withOptions(listed, VendureQueries.options(listed).put("take", 1)));
  }

  @Override
  public Optional<Long> counted(CartReply reply) {
    JsonNode total = reply.json().path("data").path("orders").path("totalItems");
    return total.canConvertToLong() ? Optional.of(total.longValue()) : Optional.empty();
  }

  @Override
  public CartCall probe(StoreContext store) {
    ObjectNode options = Json.codec().createObjectNode().put("take", 1);
    return VendureQueries.orders(options, store);
  }

  private static Fetch order(ExternalId id, VendureCustomFields fields, StoreContext store) {
    return new Fetch.Ask(
        VendureQueries.order(id.value(), fields, store),
        reply -> {
          JsonNode order = reply.json().path("data").path("order");
          return order.isObject()
              ? new Fetch.Complete(order)
              : new Fetch.Absent("the shop has no order " + id);
        });
  }
}
