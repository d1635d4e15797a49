package io.orderwire.connectors.api2cart;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import java.util.List;
import java.util.Optional;

/// Reads orders and abandoned carts of the cart behind a store. Listings name orders that changed;
/// each is fetched with its transactions and shipments.
final class Api2CartFeed implements OrderFeed {

  @Override
  public Listing orders() {
    return OrderListing.ofOrders();
  }

  @Override
  public Listing outline() {
    return OrderListing.ofOrders();
  }

  /// What a cart hides depends on the cart: orders that are open or recent are read again.
  @Override
  public List<Sweep> sweeps() {
    return List.of();
  }

  @Override
  public OrdersById byId() {
    return new OrdersByIds();
  }

  @Override
  public Optional<Listing> carts() {
    return Optional.of(OrderListing.ofCarts());
  }

  @Override
  public Fetch one(ExternalId id, StoreContext store) {
    return new OrderFetch(id).begin();
  }

  @Override
  public Optional<Fault> fault(CartReply reply) {
    return Replies.fault(reply);
  }

  /// No header tells.
  @Override
  public Optional<BudgetReading> budget(CartReply reply) {
    return Optional.empty();
  }

  @Override
  public CartCall probe(StoreContext store) {
    return CartCall.get(OrderListing.ORDERS, List.of(new Parameter("count", "1")));
  }

  @Override
  public Optional<CartCall> count(Window window, StoreContext store) {
    return Optional.of(CartCall.get("/order.count.json", OrderListing.bounds(window)));
  }

  @Override
  public Optional<Long> counted(CartReply reply) {
    return Optional.of(Replies.result(reply).path("orders_count"))
        .filter(count -> count.isIntegralNumber())
        .map(count -> count.longValue());
  }
}
