package io.orderwire.normalizer;

import io.orderwire.port.Subject;
import java.util.Optional;

/// What became of one order, cart or notice of a message. No personal data.
///
/// @param version the version it led to, or the one that made it redundant; 0 for none
public record Outcome(What what, Optional<Subject> subject, long version, String detail) {

  /// In words for logs and metrics (lower case).
  public enum What {
    /// A version was appended.
    RECORDED,
    /// It says what is recorded already.
    DUPLICATE,
    /// It is older than what is recorded.
    STALE,
    /// None of ours, and why.
    IGNORED,
    /// Recorded as far as it is safe; the cart will be asked again.
    HELD,
    /// Put aside, visible and replayable.
    QUARANTINED,
    /// Kept visibly until somebody handles it.
    PENDING,
    /// A part of a remap is done.
    REMAPPED,
    /// A part of a replay is on the bus.
    REPUBLISHED,
    /// The store was parked.
    PARKED
  }

  static Outcome of(What what, Subject subject, long version) {
    return new Outcome(what, Optional.of(subject), version, "");
  }

  static Outcome of(What what, String detail) {
    return new Outcome(what, Optional.empty(), 0, detail);
  }

  Outcome about(Subject newSubject) {
    return new Outcome(what, Optional.of(newSubject), version, detail);
  }
}
