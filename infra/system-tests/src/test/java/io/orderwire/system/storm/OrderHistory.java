package io.orderwire.system.storm;

import io.orderwire.message.EventData;
import io.orderwire.message.EventType;
import io.orderwire.model.CancellationState;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.model.Reading;
import io.orderwire.model.TotalsState;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.system.storm.CartState.Essence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The recorded versions of one order beside the states that it really had.
final class OrderHistory {
  private final Subject subject;
  private final List<LedgerEntry> entries;
  private final List<CartState> truth;
  private final StormWorld world;

  OrderHistory(Subject subject, List<LedgerEntry> entries, StormWorld world) {
    this.subject = subject;
    this.entries = entries;
    this.truth = world.cart.history(subject.id());
    this.world = world;
  }

  static Order order(LedgerEntry entry) {
    return ((EventData.OrderChange) entry.event().detail().data()).order().orElseThrow();
  }

  static Essence essence(Order order) {
    return new Essence(
        order.lifecycle().updatedAt(),
        word(order.lifecycle().payment()),
        order.lifecycle().fulfilment().is(FulfilmentState.FULFILLED),
        order.lifecycle().cancellation().is(CancellationState.CANCELLED),
        order.totals().display().grandTotal().amount().toPlainString());
  }

  private static String word(Reading<?> reading) {
    return switch (reading) {
      case Reading.Recognized<?>(Object value, Optional<String> raw) -> raw.orElse("");
      case Reading.Unrecognized<?>(String raw) -> raw;
    };
  }

  void check() {
    if (truth.isEmpty()) {
      throw new Broken("every order is the cart's", subject.key());
    }
    versionsFollowTheCart();
    commitsOnce();
    paymentsAreNotForgotten();
    totalsAreExplained();
  }

  /// Without gaps, never back in time, and each a state that the order had, in the order in which
  /// it had them.
  private void versionsFollowTheCart() {
    Instant before = Instant.MIN;
    int state = 0;
    for (int index = 0; index < entries.size(); index++) {
      LedgerEntry entry = entries.get(index);
      Order order = order(entry);
      if (entry.version() != index + 1L || order.version() != entry.version()) {
        throw new Broken("versions rise by one", subject.eventId(entry.version()));
      }
      if (order.lifecycle().updatedAt().isBefore(before)) {
        throw new Broken("versions never go back in time", subject.eventId(entry.version()));
      }
      before = order.lifecycle().updatedAt();
      Essence said = essence(order);
      int found = state;
      while (found < truth.size() && !truth.get(found).essence().equals(said)) {
        found++;
      }
      if (found == truth.size()) {
        boolean everHad = truth.stream().anyMatch(each -> each.essence().equals(said));
        throw new Broken(
            everHad ? "states never return" : "each version is a state that the order had",
            subject.eventId(entry.version()) + " " + said);
      }
      state = found;
      boolean forgotten = order.erasedAt().isPresent();
      if (forgotten && !world.cart.trader().visitors().mayBeErased(subject.id())) {
        throw new Broken("only who asks is forgotten", subject.eventId(entry.version()));
      }
      if (!forgotten && entry.rawKey().flatMap(key -> world.archive.get(key)).isEmpty()) {
        throw new Broken("each version's raw payload is kept", subject.eventId(entry.version()));
      }
    }
  }

  private void commitsOnce() {
    int commits = 0;
    for (LedgerEntry entry : entries) {
      Order order = order(entry);
      boolean committed = order.commitment().state() == CommitmentState.COMMITTED;
      if (entry.event().type() == EventType.ORDER_COMMITTED) {
        commits++;
        commitIsFounded(entry, order);
      }
      if (committed != commits > 0) {
        throw new Broken("what is committed stays so", subject.eventId(entry.version()));
      }
    }
    if (commits > 1) {
      throw new Broken("an order is committed once", subject.key() + " " + commits + " times");
    }
    CartState last = truth.getLast();
    if (commits == 0 && last.payment().equals("paid") && !last.draft()) {
      throw new Broken("a paid order is committed", last.toString());
    }
  }

  private void commitIsFounded(LedgerEntry entry, Order order) {
    String id = subject.eventId(entry.version());
    if (order.commitment().evidence().isEmpty() || !essence(order).payment().equals("paid")) {
      throw new Broken("only evidence commits", id + " " + order.lifecycle().payment());
    }
    if (truth.stream().noneMatch(each -> each.essence().equals(essence(order)) && !each.draft())) {
      throw new Broken("drafts are never committed", id);
    }
    if (order.source().read() != Read.FETCHED) {
      throw new Broken("what commits was asked for again", id + " " + order.source().read());
    }
    if (order.totals().state() == TotalsState.UNEXPLAINED) {
      throw new Broken("what commits adds up", id);
    }
  }

  /// This cart never takes a transaction back.
  private void paymentsAreNotForgotten() {
    int known = 0;
    for (LedgerEntry entry : entries) {
      int payments = order(entry).payments().size();
      if (payments < known) {
        throw new Broken("known payments are not forgotten", subject.eventId(entry.version()));
      }
      known = payments;
    }
  }

  /// A version that does not add up is a webhook sent before the lines were saved, and never the
  /// last word but of a basket: no listing shows that one again.
  private void totalsAreExplained() {
    for (LedgerEntry entry : entries) {
      Order order = order(entry);
      boolean unexplained = order.totals().state() == TotalsState.UNEXPLAINED;
      boolean last = entry.version() == entries.getLast().version() && !truth.getLast().draft();
      if (unexplained && (last || order.source().read() != Read.WEBHOOK)) {
        throw new Broken("totals balance or are explained", subject.eventId(entry.version()));
      }
    }
  }
}
