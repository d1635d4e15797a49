package io.orderwire.shops.vendure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Money that was to come in, with what went back of it.
final class VendPayment {
  final long id;
  final Instant created;
  final String method;
  final long amount;
  final String transaction;
  final Optional<String> error;
  final List<Refund> refunds = new ArrayList<>();
  Instant updated;
  State state;

  enum State {
    AUTHORIZED("Authorized"),
    SETTLED("Settled"),
    DECLINED("Declined"),
    CANCELLED("Cancelled");

    private final String word;

    State(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /// Money that goes back. It counts once it is settled.
  static final class Refund {
    final long id;
    final Instant created;
    final long items;
    final long total;
    final String reason;
    final Map<VendLine, Integer> lines;
    Instant updated;
    boolean settled;

    /// @param items what the lines are worth, where no amount was named
    Refund(
        long id,
        Instant created,
        long items,
        long total,
        String reason,
        Map<VendLine, Integer> lines) {
      this.id = id;
      this.created = created;
      this.updated = created;
      this.items = items;
      this.total = total;
      this.reason = reason;
      this.lines = lines;
    }

    void settle(Instant now) {
      settled = true;
      updated = now;
    }
  }

  /// @param error what the gateway said where it declined
  VendPayment(
      long id, Instant created, String method, long amount, State state, Optional<String> error) {
    this.id = id;
    this.created = created;
    this.updated = created;
    this.method = method;
    this.amount = amount;
    this.state = state;
    this.error = error;
    this.transaction = method + "-" + id;
  }

  void become(State next, Instant now) {
    state = next;
    updated = now;
  }

  boolean is(State other) {
    return state == other;
  }

  /// Money that came in, or is held, and did not go back.
  long covers() {
    return is(State.SETTLED) || is(State.AUTHORIZED) ? amount - refunded() : 0;
  }

  long refunded() {
    return refunds.stream()
        .filter(refund -> refund.settled)
        .mapToLong(refund -> refund.total)
        .sum();
  }

  /// What can still be given back; refunds that are under way are taken off.
  long refundable() {
    return is(State.SETTLED)
        ? amount - refunds.stream().mapToLong(refund -> refund.total).sum()
        : 0;
  }
}
