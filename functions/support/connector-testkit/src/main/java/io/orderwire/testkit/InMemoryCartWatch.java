package io.orderwire.testkit;

import io.orderwire.model.CartRef;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartWatch;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// The watched carts in memory.
public final class InMemoryCartWatch implements CartWatch {
  private final NavigableSet<Watched> watched =
      new TreeSet<>(
          Comparator.comparing(Watched::due)
              .thenComparing(Watched::storeId)
              .thenComparing(each -> each.cartId().value())
              .thenComparingLong(Watched::version));
  private final Map<CartRef, ExternalId> links = new HashMap<>();
  private final Faults faults;

  public InMemoryCartWatch() {
    this(Faults.NONE);
  }

  public InMemoryCartWatch(Faults faults) {
    this.faults = faults;
  }

  @Override
  public synchronized void watch(Watched asked) {
    faults.at(Step.WATCH_WRITE, Moment.BEFORE);
    watched.add(asked);
    faults.at(Step.WATCH_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized List<Watched> due(Instant until, int limit) {
    faults.at(Step.WATCH_READ, Moment.BEFORE);
    return watched.stream().takeWhile(each -> !each.due().isAfter(until)).limit(limit).toList();
  }

  @Override
  public synchronized void forget(Watched done) {
    faults.at(Step.WATCH_WRITE, Moment.BEFORE);
    watched.remove(done);
    faults.at(Step.WATCH_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized void link(StoreId storeId, ExternalId cartId, ExternalId orderId) {
    faults.at(Step.WATCH_WRITE, Moment.BEFORE);
    links.putIfAbsent(new CartRef(storeId, cartId), orderId);
    faults.at(Step.WATCH_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized Optional<ExternalId> orderOf(StoreId storeId, ExternalId cartId) {
    faults.at(Step.WATCH_READ, Moment.BEFORE);
    return Optional.ofNullable(links.get(new CartRef(storeId, cartId)));
  }

  /// When the next look is due.
  public synchronized Optional<Instant> nextDue() {
    return watched.isEmpty() ? Optional.empty() : Optional.of(watched.first().due());
  }
}
