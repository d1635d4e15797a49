package io.orderwire.connectors.bigcommerce;

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

/// Reads orders by REST V2 and V3, carts by V3. No listing carries an order whole: each that
/// changed is fetched.
final class BigCommerceFeed implements OrderFeed {

  @Override
  public Listing orders() {
    return new OrderListing(false);
  }

  @Override
  public Listing outline() {
    return new OrderListing(false);
  }

  @Override
  public List<Sweep> sweeps() {
    return List.of(
        new Sweep(
            "refunds",
            "refunds by their own time: what the order says of them is not reliable",
            3,
            Reach.NEWS,
            false,
            new ChildListing("/v3/orders/payment_actions/refunds", "created", "order_id", true)),
        new Sweep(
            "metafields",
            "what apps attach to orders, by its own time",
            6,
            Reach.NEWS,
            true,
            new ChildListing("/v3/orders/metafields", "date_modified", "resource_id", false)),
        new Sweep(
            "archived",
            "orders that were archived: they leave the other listings",
            6,
            Reach.NEWS,
            false,
            new OrderListing(true)));
  }

  @Override
  public OrdersById byId() {
    return new OrderById();
  }

  /// Carts can be fetched, not listed.
  @Override
  public Optional<Listing> carts() {
    return Optional.empty();
  }

  @Override
  public Fetch one(ExternalId id, StoreContext store) {
    return new OrderFetch(id).begin();
  }

  /// A cart is gone once it became an order.
  @Override
  public Optional<Fetch> cart(ExternalId id, StoreContext store) {
    CartCall cart =
        CartCall.get(
            "/v3/carts/" + id,
            List.of(
                new Parameter(
                    "include",
                    "line_items.physical_items.options,line_items.digital_items.options,"
                        + "redirect_urls")));
    return Optional.of(
        new Fetch.Ask(
            cart,
            reply ->
                Replies.saysAbsent(reply)
                    ? new Fetch.Absent("the shop has no cart " + id)
                    : new Fetch.Complete(reply.json().path("data"))));
  }

  @Override
  public Optional<Fault> fault(CartReply reply) {
    return Replies.fault(reply);
  }

  @Override
  public Optional<BudgetReading> budget(CartReply reply) {
    return Replies.budget(reply);
  }

  @Override
  public CartCall probe(StoreContext store) {
    return CartCall.get(OrderListing.ORDERS, List.of(new Parameter("limit", "1")));
  }

  @Override
  public Optional<CartCall> count(Window window, StoreContext store) {
    return Optional.of(CartCall.get(OrderListing.ORDERS + "/count", OrderListing.bounds(window)));
  }

  @Override
  public Optional<Long> counted(CartReply reply) {
    return Optional.of(reply.json().path("count"))
        .filter(count -> count.isIntegralNumber())
        .map(count -> count.longValue());
  }
}
