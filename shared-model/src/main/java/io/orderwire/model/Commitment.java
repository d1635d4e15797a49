package io.orderwire.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether the order is safe to import, since when (the platform's time of the committing version),
/// and why.
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
