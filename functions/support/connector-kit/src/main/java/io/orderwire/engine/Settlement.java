package io.orderwire.engine;

import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.engine.Considered.Asked;
import io.orderwire.engine.Considered.Standing;
import io.orderwire.engine.OrderAssembler.Assembly;
import io.orderwire.engine.OrderAssembler.Before;
import io.orderwire.json.ContentHash;
import io.orderwire.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a fetched order that is about to commit is settled: carts tell of orders whose items,
/// taxes or shipping they have not written yet.
///
/// It is when two reads agree and its parts add up, or when it was fetched later than the last news
/// of it by the platform's settling time. A cart whose clock runs ahead, or that never stops
/// changing the order, is waited for only so often. Pure.
///
/// @param mapped what the connector made of the fetched document
/// @param fetched the version that it would become
record Settlement(
    Mapping.Normalized<PlatformOrder> mapped,
    Provenance provenance,
    Standing standing,
    Order fetched) {
  private static final int MOST_PAUSES = 4;
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  /// How long to wait before the order is read again; empty if it is settled.
  ///
  /// @param observed what would become of the same document if it did not commit
  Optional<Duration> pause(Considered observed) {
    Optional<Asked> asked = standing.asked();
    if (asked.isEmpty() || asked.get().attempt() >= MOST_PAUSES) {
      return Optional.empty();
    }
    Duration settling = provenance.connector().descriptor().settling().time();
    boolean addsUp = addsUp();
    Duration left =
        Duration.between(asked.get().at(), lastNews(asked.get(), addsUp).plus(settling));
    return !left.isPositive() || (isAgreed(observed) && addsUp)
        ? Optional.empty()
        : Optional.of(within(SHORTEST_PAUSE, left, settling));
  }

  private static Duration within(Duration least, Duration wanted, Duration most) {
    if (wanted.compareTo(least) < 0) {
      return least;
    }
    return wanted.compareTo(most) > 0 ? most : wanted;
  }

  /// An order that adds up is as old as its own clock says, however late a webhook tells of it; one
  /// that does not may still be written to without its time being moved.
  private Instant lastNews(Asked asked, boolean addsUp) {
    Instant changed = fetched.lifecycle().updatedAt();
    return addsUp
        ? changed
        : asked.lastDelivered().filter(delivered -> delivered.isAfter(changed)).orElse(changed);
  }

  /// No difference is left that the store does not tolerate.
  private boolean addsUp() {
    return fetched.findings().stream()
        .noneMatch(finding -> finding.code().equals(OrderAssembler.UNEXPLAINED));
  }

  /// The newest version says the same, or the delivery at hand would change nothing of it.
  private boolean isAgreed(Considered observed) {
    return observed instanceof Considered.Redundant
        || standing.atHand().filter(this::changesNothing).isPresent();
  }

  private boolean changesNothing(Mapping<PlatformOrder> delivered) {
    return delivered instanceof Mapping.Normalized<PlatformOrder> first
        && OrderAssembler.unhashed(first, Before.of(fetched), provenance, true)
            instanceof Assembly.Assembled(Order onTop, boolean draft)
        && ContentHash.isSame(onTop, fetched);
  }
}
