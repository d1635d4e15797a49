package io.orderwire.engine;

import io.orderwire.model.CancellationState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Order;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Reading;
import io.orderwire.model.Source;
import java.util.Comparator;
import java.util.Optional;

/// How a candidate stands to the newest recorded version.
public enum VersionDecision {
  CREATED,
  UPDATED,
  /// Says what is recorded already.
  DUPLICATE,
  /// Older than what is recorded.
  STALE,
  /// Of the same instant and different: only the cart can tell.
  UNDECIDABLE;

  /// For two payloads of the same instant when the cart cannot be asked: the more complete read,
  /// then the order that went further, then the content hash. A total order, so that any sequence
  /// of deliveries ends the same.
  private static final Comparator<Order> FURTHER =
      Comparator.comparing((Order order) -> order.source().read())
          .thenComparingInt(
              order -> rank(order.lifecycle().cancellation(), CancellationState::ordinal))
          .thenComparingInt(
              order -> rank(order.lifecycle().payment(), VersionDecision::furtherPaid))
          .thenComparingInt(order -> rank(order.lifecycle().fulfilment(), FulfilmentState::ordinal))
          .thenComparing(order -> order.source().revision().contentHash());

  public static VersionDecision of(Source candidate, Optional<Source> recorded) {
    if (recorded.isEmpty()) {
      return CREATED;
    }
    return switch (candidate.revision().comparedTo(recorded.get().revision(), candidate.read())) {
      case NEWER -> UPDATED;
      case SAME -> DUPLICATE;
      case OLDER -> STALE;
      case UNDECIDABLE -> UNDECIDABLE;
    };
  }

  /// Decides between two orders of the same instant without asking the cart.
  public static VersionDecision byProgress(Order candidate, Order recorded) {
    return FURTHER.compare(candidate, recorded) > 0 ? UPDATED : STALE;
  }

  /// As [#byProgress], for what has no progress to compare.
  public static VersionDecision byCompleteness(Source candidate, Source recorded) {
    int byRead = candidate.read().compareTo(recorded.read());
    int byHash = candidate.revision().contentHash().compareTo(recorded.revision().contentHash());
    return (byRead == 0 ? byHash : byRead) > 0 ? UPDATED : STALE;
  }

  /// In the order in which money usually moves; an attempt that failed may be followed by one that
  /// did not.
  private static int furtherPaid(PaymentState state) {
    return switch (state) {
      case PENDING -> 0;
      case FAILED -> 1;
      case AUTHORIZED -> 2;
      case EXPIRED -> 3;
      case VOIDED -> 4;
      case PARTIALLY_PAID -> 5;
      case PAID -> 6;
      case PARTIALLY_REFUNDED -> 7;
      case REFUNDED -> 8;
    };
  }

  private interface Rank<T> {
    int of(T state);
  }

  private static <T> int rank(Reading<T> reading, Rank<T> rank) {
    return switch (reading) {
      case Reading.Recognized<T>(T state, Optional<String> raw) -> rank.of(state);
      case Reading.Unrecognized<T> ignored -> -1;
    };
  }
}
