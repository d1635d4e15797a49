package io.orderwire.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether the order is safe to import, since when, and why.
///
/// `since` is the time of the earliest evidence that the platform dates, else when the order was
/// placed: whichever delivery brought the evidence, it is the same.
public record Commitment(CommitmentState state, Optional<Instant> since, List<Evidence> evidence) {
  public Commitment {
    evidence = List.copyOf(evidence);
    if ((state == CommitmentState.COMMITTED) != since.isPresent()) {
      throw new IllegalArgumentException(
          "a committed order says since when, an observed one does not");
    }
  }

  public static Commitment observed() {
    return new Commitment(CommitmentState.OBSERVED, Optional.empty(), List.of());
  }

  public static Commitment committed(Instant since, List<Evidence> evidence) {
    return new Commitment(CommitmentState.COMMITTED, Optional.of(since), evidence);
  }
}
