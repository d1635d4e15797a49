package io.orderwire.system.storm;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import io.orderwire.system.storm.WrongConnectors.Judge;
import java.util.List;
import java.util.Optional;

/// A feed of which one part is not as it should be.
record WrongFeed(OrderFeed right, Listing orders, List<Sweep> sweeps, Judge judge)
    implements OrderFeed {

  static WrongFeed of(OrderFeed right) {
    return new WrongFeed(right, right.orders(), right.sweeps(), right::fault);
  }

  WrongFeed listing(Listing wrong) {
    return new WrongFeed(right, wrong, sweeps, judge);
  }

  WrongFeed sweeps(List<Sweep> wrong) {
    return new WrongFeed(right, orders, wrong, judge);
  }

  WrongFeed fault(Judge wrong) {
    return new WrongFeed(right, orders, sweeps, wrong);
  }

  /// The same sweep, whose rows say when they changed and no more.
  static Sweep withoutDocuments(Sweep sweep) {
    return new Sweep(sweep.name(), sweep.covers(), new Bare(sweep.listing()));
  }

  private record Bare(Listing listing) implements Listing {

    @Override
    public CartCall first(Window window, StoreContext store) {
      return listing.first(window, store);
    }

    @Override
    public Page read(CartCall call, CartReply reply, StoreContext store) {
      Page page = listing.read(call, reply, store);
      return new Page(
          page.rows().stream()
              .map(row -> new Page.Row(row.kind(), row.id(), row.changedAt(), Optional.empty()))
              .toList(),
          page.next());
    }
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
