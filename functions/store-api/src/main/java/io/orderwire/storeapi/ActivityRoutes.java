package io.orderwire.storeapi;

import io.orderwire.engine.CallStanding;
import io.orderwire.message.Cause;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger.Change;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.Stores.Polling;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a store did last, for who looks after it or waits for its first delivery.
final class ActivityRoutes {
  private static final int CHANGES = 50;
  private static final String QUARANTINED = "quarantined";

  private final World world;
  private final StoreLookup lookup;

  ActivityRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
  }

  void addTo(Router router) {
    router.route("GET", "v1/stores/{id}/activity", this::show);
  }

  private ApiReply show(ApiRequest request, PathValues values) {
    return lookup.with(values.get("id"), found -> ApiReply.ok(activity(found)));
  }

  private ActivityView activity(Connected found) {
    StoreId storeId = found.store().id();
    List<Change> changes = latest(storeId, Subject.Kind.ORDER);
    return new ActivityView(
        changes.stream()
            .findFirst()
            .flatMap(line -> world.ledger().version(line.subject(), line.version()))
            .map(ActivityView.Recorded::of),
        lastBy(Cause.WEBHOOK, changes),
        lastBy(Cause.POLL, changes),
        world.stores().polling(storeId, PollJob.ORDERS).map(Polling::watermark),
        quarantined(latest(storeId, Subject.Kind.RECEIPT)),
        world
            .ledger()
            .newest(Subject.reconciliation(storeId), Consistency.EVENTUAL)
            .flatMap(CertificateView::of),
        CallsView.of(
            CallStanding.of(
                found.store(),
                found.connector(),
                world.secrets(),
                world.calls(),
                world.clock().instant())));
  }

  private List<Change> latest(StoreId storeId, Subject.Kind kind) {
    return world.ledger().latest(storeId, kind, Optional.empty(), CHANGES).changes();
  }

  private static Optional<Instant> lastBy(Cause cause, List<Change> changes) {
    return changes.stream()
        .filter(line -> line.cause() == cause)
        .findFirst()
        .map(Change::recordedAt);
  }

  /// The first line of a receipt is what became of it.
  private static long quarantined(List<Change> receipts) {
    Set<Subject> seen = new HashSet<>();
    return receipts.stream()
        .filter(line -> seen.add(line.subject()))
        .filter(line -> line.headline().equals(QUARANTINED))
        .count();
  }
}
