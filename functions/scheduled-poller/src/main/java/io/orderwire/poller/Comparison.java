package io.orderwire.poller;

import io.orderwire.connector.Page;
import io.orderwire.connector.Page.Worth;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.model.Lifecycle;
import io.orderwire.model.Money;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.model.Reading;
import io.orderwire.port.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a cart lists of one order beside what the ledger holds of it. Pure.
///
/// @param drift what the cart says the order is worth after refunds, less what the ledger says,
/// without sign; two amounts when the currencies differ
record Comparison(Verdict verdict, List<Money> drift) {
  Comparison {
    drift = List.copyOf(drift);
  }

  /// How the ledger stands.
  enum Verdict {
    /// As the cart says, or newer: the order changed since it was listed.
    EQUAL,
    /// It does not hold the order.
    MISSING,
    /// It holds an older state, or one of the same time that is worth something else or stands
    /// otherwise: carts change more than once within a tick of their clocks.
    STALE
  }

  static Comparison of(Page.Row row, Optional<LedgerEntry> held) {
    Optional<Order> order = held.flatMap(LedgerEntry::order);
    if (order.isEmpty()) {
      return new Comparison(
          Verdict.MISSING, row.worth().map(worth -> amounts(worth.net())).orElse(List.of()));
    }
    Order ours = order.get();
    List<Money> drift = row.worth().map(worth -> drift(worth, worth(ours))).orElse(List.of());
    int age = row.latest().orElse(row.changedAt()).compareTo(ours.source().revision().updatedAt());
    boolean stands = row.readings().filter(told -> !agrees(told, ours)).isEmpty();
    boolean differs = !drift.isEmpty() || !stands || MissingOrders.isTombstone(ours);
    boolean stale = age > 0 || (age == 0 && differs);
    return stale ? new Comparison(Verdict.STALE, drift) : new Comparison(Verdict.EQUAL, List.of());
  }

  /// Words that mean the same are different words: an order that went on from one to the other
  /// changed. A webhook may say it in another dialect.
  private static boolean agrees(PlatformOrder.Readings told, Order ours) {
    Lifecycle held = ours.lifecycle();
    boolean sameDialect = ours.source().read() != Read.WEBHOOK;
    return agrees(told.payment(), held.payment(), sameDialect)
        && agrees(told.fulfilment(), held.fulfilment(), sameDialect)
        && agrees(told.cancellation(), held.cancellation(), sameDialect);
  }

  private static <T> boolean agrees(Reading<T> told, Reading<T> held, boolean sameDialect) {
    return sameDialect ? told.equals(held) : state(told).equals(state(held));
  }

  private static <T> Optional<T> state(Reading<T> reading) {
    return switch (reading) {
      case Reading.Recognized<T>(T value, var raw) -> Optional.of(value);
      case Reading.Unrecognized<T> unknown -> Optional.empty();
    };
  }

  private static Worth worth(Order order) {
    Money total = order.totals().display().grandTotal();
    return new Worth(
        total, order.totals().display().refundedTotal().orElse(Money.zero(total.currency())));
  }

  private static List<Money> drift(Worth theirs, Worth ours) {
    if (!theirs.grandTotal().currency().equals(ours.grandTotal().currency())) {
      List<Money> both = new ArrayList<>(amounts(theirs.net()));
      both.addAll(amounts(ours.net()));
      return both;
    }
    Money totals = theirs.grandTotal().minus(ours.grandTotal()).abs();
    Money refunds = theirs.refunded().minus(ours.refunded()).abs();
    return amounts(totals.plus(refunds));
  }

  private static List<Money> amounts(Money money) {
    return money.isZero() ? List.of() : List.of(money.abs());
  }
}
