package io.orderwire.storeapi;

import io.orderwire.message.Cause;
import io.orderwire.message.EventMetadata;
import io.orderwire.port.LedgerEntry;
import java.time.Instant;
import java.util.Optional;

/// What a store did last.
///
/// @param latest the order version that was recorded last
/// @param webhookAt when a webhook last brought something about an order, as far as recent changes
/// tell
/// @param pollAt the same of polls
/// @param listedUpTo up to which change time the cart was listed, by its own clock
/// @param quarantined how many of the latest receipts are put aside
/// @param certificate of the latest reconciliation
/// @param calls how many calls to the cart are allowed
record ActivityView(
    Optional<Recorded> latest,
    Optional<Instant> webhookAt,
    Optional<Instant> pollAt,
    Optional<Instant> listedUpTo,
    long quarantined,
    Optional<CertificateView> certificate,
    CallsView calls) {

  /// A version of an order.
  ///
  /// @param occurredAt by the cart's clock; what lies between is how long it took to get here
  record Recorded(
      String externalId,
      Optional<String> number,
      long version,
      Cause cause,
      Instant occurredAt,
      Instant recordedAt) {

    static Recorded of(LedgerEntry entry) {
      EventMetadata metadata = entry.event().detail().metadata();
      return new Recorded(
          entry.subject().id(),
          entry.order().map(order -> order.number()),
          entry.version(),
          metadata.cause(),
          metadata.occurredAt(),
          metadata.recordedAt());
    }
  }
}
