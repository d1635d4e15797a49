package io.orderwire.model;

import java.time.Instant;
import java.util.Optional;

/// Which state of an order a payload describes. `sequence` is a platform's own counter, where it
/// has one; `contentHash` is the SHA-256 (hex) of the canonical content without its source, so
/// equal content is recognised.
public record Revision(Instant updatedAt, Optional<Long> sequence, String contentHash) {

  /// How a candidate stands to what is already recorded.
  public enum Order {
    NEWER,
    OLDER,
    SAME,
    UNDECIDABLE
  }

  /// Compares this candidate, obtained by `read`, with what is `recorded`.
  ///
  /// Same content is `SAME`, whatever the times say. Then the sequence decides, then the time. At
  /// an equal time a fetch wins, because it saw the order last; anything else of the same instant
  /// cannot be told apart without one: carts change orders without moving their time, and their
  /// clocks tick in seconds.
  public Order comparedTo(Revision recorded, Read read) {
    if (contentHash.equals(recorded.contentHash)) {
      return Order.SAME;
    }
    if (sequence.isPresent() && recorded.sequence.isPresent()) {
      int bySequence = sequence.get().compareTo(recorded.sequence.get());
      if (bySequence != 0) {
        return bySequence > 0 ? Order.NEWER : Order.OLDER;
      }
    }
    int byTime = updatedAt.compareTo(recorded.updatedAt);
    if (byTime != 0) {
      return byTime > 0 ? Order.NEWER : Order.OLDER;
    }
    return read == Read.FETCHED ? Order.NEWER : Order.UNDECIDABLE;
  }
}
