package io.orderwire.connectors.magento;

import io.orderwire.connector.CartCall;
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

/// Reads orders by REST V1. No row carries an order whole: each that changed is fetched.
final class MagentoFeed implements OrderFeed {

  @Override
  public Listing orders() {
    return new EntityListing(new Orders(), Orders.OUTLINE);
  }

  @Override
  public Listing outline() {
    return new EntityListing(new Orders(), Orders.OUTLINE);
  }

  @Override
  public List<Sweep> sweeps() {
    return List.of(
        sweep("shipments", "updated_at", "entity_id"),
        sweep("invoices", "updated_at", "entity_id"),
        sweep("creditmemos", "updated_at", "entity_id"),
        sweep("transactions", "created_at", "transaction_id"));
  }

  private static Sweep sweep(String collection, String time, String id) {
    return new Sweep(
        collection,
        collection + " by their own time: not all that writes them saves the order",
        3,
        Reach.NEWS,
        false,
        new EntityListing(
            new Children("/" + collection, time, id),
            "items[" + id + ",order_id," + time + "],total_count"));
  }

  @Override
  public OrdersById byId() {
    return new OrdersByIds();
  }

  @Override
  public Optional<Listing> carts() {
    return Optional.of(new EntityListing(new Quotes(), ""));
  }

  @Override
  public Fetch one(ExternalId id, StoreContext store) {
    return new OrderFetch(id, store).begin();
  }

  @Override
  public Optional<Fetch> cart(ExternalId id, StoreContext store) {
    return Optional.of(
        new Fetch.Ask(
            new Search().in("/carts/" + id, store),
            reply ->
                Replies.saysAbsent(reply)
                    ? new Fetch.Absent("the shop has no cart " + id)
                    : new Fetch.Complete(reply.json())));
  }

  @Override
  public Optional<Fault> fault(CartReply reply) {
    return Replies.fault(reply);
  }

  /// Core counts no calls, and no headers tell of a budget.
  @Override
  public Optional<BudgetReading> budget(CartReply reply) {
    return Optional.empty();
  }

  @Override
  public CartCall probe(StoreContext store) {
    return new Search().pagesOf("1").only("items[entity_id],total_count").in(Orders.PATH, store);
  }

  /// A page of one row tells how many there are.
  @Override
  public Optional<CartCall> count(Window window, StoreContext store) {
    return Optional.of(orders().first(window, store).with(Search.SIZE, "1"));
  }

  @Override
  public Optional<Long> counted(CartReply reply) {
    return Replies.total(reply);
  }
}
