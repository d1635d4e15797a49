package io.orderwire.system.storm;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.ExternalId;
import io.orderwire.system.storm.WrongConnectors.Judge;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A feed of which one part is not as it should be.
record WrongFeed(OrderFeed right, Listing orders, OrdersById byId, Judge judge)
    implements OrderFeed {

  static WrongFeed of(OrderFeed right) {
    return new WrongFeed(right, right.orders(), right.byId(), right::fault);
  }

  WrongFeed listing(Listing wrong) {
    return new WrongFeed(right, wrong, byId, judge);
  }

  WrongFeed byId(OrdersById wrong) {
    return new WrongFeed(right, orders, wrong, judge);
  }

  WrongFeed fault(Judge wrong) {
    return new WrongFeed(right, orders, byId, wrong);
  }

  /// The same orders by id, of whose rows these are shown.
  record Shown(OrdersById byId, UnaryOperator<Page> show) implements OrdersById {

    @Override
    public int most() {
      return byId.most();
    }

    @Override
    public CartCall call(List<ExternalId> ids, StoreContext store) {
      return byId.call(ids, store);
    }

    @Override
    public Page read(CartCall call, CartReply reply, StoreContext store) {
      return show.apply(byId.read(call, reply, store));
    }
  }

  @Override
  public Listing outline() {
    return right.outline();
  }

  @Override
  public List<Sweep> sweeps() {
    return right.sweeps();
  }

  @Override
  public Optional<Listing> carts() {
    return right.carts();
  }

  @Override
  public Fetch one(ExternalId id, StoreContext store) {
    return right.one(id, store);
  }

  @Override
  public Optional<Fault> fault(CartReply reply) {
    return judge.of(reply);
  }

  @Override
  public Optional<BudgetReading> budget(CartReply reply) {
    return right.budget(reply);
  }

  @Override
  public CartCall probe(StoreContext store) {
    return right.probe(store);
  }
}
