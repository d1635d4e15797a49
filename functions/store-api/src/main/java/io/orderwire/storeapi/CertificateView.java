package io.orderwire.storeapi;

import io.orderwire.message.EventData;
import io.orderwire.model.Money;
import io.orderwire.port.LedgerEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A completeness certificate; its members are those of [EventData.Reconciled].
///
/// @param number counts the store's certificates from 1
record CertificateView(
    long number,
    Instant recordedAt,
    Instant from,
    Instant to,
    EventData.Scope scope,
    boolean complete,
    long cartCount,
    long heldCount,
    long missing,
    long missed,
    long late,
    long stale,
    long ghosts,
    List<Money> drift,
    long repaired,
    long unresolved,
    String comparedHash) {
  CertificateView {
    drift = List.copyOf(drift);
  }

  static Optional<CertificateView> of(LedgerEntry entry) {
    if (!(entry.event().detail().data() instanceof EventData.Reconciled found)) {
      return Optional.empty();
    }
    return Optional.of(
        new CertificateView(
            entry.version(),
            entry.event().detail().metadata().recordedAt(),
            found.from(),
            found.to(),
            found.scope(),
            found.complete(),
            found.cartCount(),
            found.heldCount(),
            found.missing(),
            found.missed(),
            found.late(),
            found.stale(),
            found.ghosts(),
            found.drift(),
            found.repaired(),
            found.unresolved(),
            found.comparedHash()));
  }
}
