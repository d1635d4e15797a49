package io.orderwire.poller;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.ReceiptIds;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.port.Ledger;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.Optional;

/// Records completeness certificates in the ledger, from where they become events.
final class Certificates {
  private static final int RACES = 5;

  private final Ledger ledger;

  Certificates(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Records what a run found; its number.
  long record(Store store, PollJob job, ReconcileRun run, Instant now) {
    Subject subject = Subject.reconciliation(store.id());
    for (int race = 0; race < RACES; race++) {
      long number =
          ledger.newest(subject, Consistency.STRONG).map(LedgerEntry::version).orElse(0L) + 1;
      if (ledger.append(entry(store, job, run, number, now))) {
        return number;
      }
    }
    throw new FaultException(
        Fault.of(
            Fault.Category.UNAVAILABLE, "store " + store.id() + " is reconciled by many at once"));
  }

  private static LedgerEntry entry(
      Store store, PollJob job, ReconcileRun run, long number, Instant now) {
    Subject subject = Subject.reconciliation(store.id());
    EventMetadata metadata =
        new EventMetadata(
            subject.eventId(number),
            EventMetadata.SCHEMA_VERSION,
            store.id(),
            store.platform(),
            number,
            run.to(),
            now,
            job.cause(),
            ReceiptIds.row(
                job.loop(), new ExternalId("reconciliation"), run.from() + "/" + run.to()),
            store.mapping().version(),
            false,
            job.traceId());
    return new LedgerEntry(
        subject,
        number,
        new Event(EventType.STORE_RECONCILED, new Event.Detail(metadata, certificate(job, run))),
        true,
        Optional.empty());
  }

  static EventData.Reconciled certificate(PollJob job, ReconcileRun run) {
    Counts counts = run.counts();
    long unresolved = run.gaps().size();
    long gaps = counts.missing() + counts.stale() + counts.ghosts();
    return new EventData.Reconciled(
        run.from(),
        run.to(),
        job.loop().equals(PollJob.DEEP) ? EventData.Scope.DEEP : EventData.Scope.ROLLING,
        unresolved == 0,
        counts.cart(),
        counts.held(),
        counts.missing(),
        Math.max(0, counts.missed() - run.byWebhook()),
        counts.late(),
        counts.stale(),
        counts.ghosts(),
        counts.drift(),
        counts.recovered() + gaps - run.byWebhook() - unresolved,
        unresolved,
        counts.hash());
  }
}
