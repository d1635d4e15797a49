package io.orderwire.storeapi;

import io.orderwire.engine.RawKeys;
import io.orderwire.message.EventMetadata;
import io.orderwire.port.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Something that happened to an order here.
sealed interface TimelineItem {

  /// When it happened by our clock.
  Instant at();

  /// What happened.
  enum Kind {
    /// The cart told of the order, or was asked.
    RECEIPT,
    /// A version was recorded, with its event.
    VERSION
  }

  /// What a cart told: whether it was news or not.
  ///
  /// @param at when it came in
  /// @param cartAt when the order changed in the cart, as the payload says; absent where it is no
  /// order, such as the notice of a removal
  /// @param gapMs how many milliseconds passed between the two; below zero where the cart's clock
  /// is ahead
  /// @param fetched asked for because of the receipt, not brought by it
  record Received(
      Kind kind,
      Instant at,
      Optional<Instant> cartAt,
      Optional<Long> gapMs,
      String receiptId,
      String rawKey,
      boolean fetched)
      implements TimelineItem {

    static Received of(String key, RawKeys.Payload payload, Optional<Instant> cartAt) {
      return new Received(
          Kind.RECEIPT,
          payload.at(),
          cartAt,
          cartAt.map(instant -> gap(instant, payload.at())),
          payload.receiptId(),
          key,
          payload.fetched());
    }
  }

  /// A version: its event, its transitions and what brought it.
  ///
  /// @param at when it was recorded
  /// @param cartAt when the order changed in the cart
  /// @param gapMs as of a receipt
  record Recorded(Kind kind, Instant at, Instant cartAt, long gapMs, VersionView version)
      implements TimelineItem {

    static Recorded of(LedgerEntry entry) {
      EventMetadata metadata = entry.event().detail().metadata();
      return new Recorded(
          Kind.VERSION,
          metadata.recordedAt(),
          metadata.occurredAt(),
          gap(metadata.occurredAt(), metadata.recordedAt()),
          VersionView.listed(entry));
    }
  }

  private static long gap(Instant cart, Instant ours) {
    return Duration.between(cart, ours).toMillis();
  }
}
