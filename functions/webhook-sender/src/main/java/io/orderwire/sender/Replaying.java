package io.orderwire.sender;

import io.orderwire.port.EventSubscription;
import io.orderwire.port.Ledger.Change;
import io.orderwire.port.Ledger.ChangePage;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.port.WebhookJob.Delivery;
import io.orderwire.port.WebhookJob.Replay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Sends again what the ledger recorded in a period, a page of the change feed at a time.
final class Replaying {
  private static final int PAGE = 100;
  private static final int MOST_VERSIONS = 1_000;

  private final World world;

  Replaying(World world) {
    this.world = world;
  }

  /// Hands over the deliveries of a page, then itself for the rest.
  String run(Replay replay, EventSubscription subscription) {
    if (replay.order().isPresent()) {
      Subject order = Subject.order(replay.storeId(), replay.order().get());
      deliver(world.ledger().history(order, 1, MOST_VERSIONS), replay, subscription);
      return "replayed";
    }
    ChangePage page =
        world
            .ledger()
            .changedSince(replay.storeId(), replay.kind(), replay.from(), replay.cursor(), PAGE);
    deliver(
        page.changes().stream()
            .filter(line -> isWithin(line.recordedAt(), replay))
            .flatMap(line -> world.ledger().version(line.subject(), line.version()).stream())
            .toList(),
        replay,
        subscription);
    Optional<String> rest = page.nextCursor().filter(next -> !isPast(page.changes(), replay));
    rest.ifPresent(next -> world.queue().sendAll(List.of(replay.goingOn(next))));
    return rest.isPresent() ? "going_on" : "replayed";
  }

  private void deliver(List<LedgerEntry> entries, Replay replay, EventSubscription subscription) {
    Instant now = world.clock().instant();
    world
        .queue()
        .sendAll(
            entries.stream()
                .filter(LedgerEntry::announced)
                .filter(entry -> isWithin(recordedAt(entry), replay))
                .filter(entry -> subscription.selection().wants(entry.event()))
                .map(entry -> Delivery.first(subscription.id(), entry, true, now))
                .toList());
  }

  private static boolean isPast(List<Change> lines, Replay replay) {
    return !lines.isEmpty() && lines.getLast().recordedAt().isAfter(replay.to());
  }

  private static boolean isWithin(Instant recordedAt, Replay replay) {
    return !recordedAt.isBefore(replay.from()) && !recordedAt.isAfter(replay.to());
  }

  private static Instant recordedAt(LedgerEntry entry) {
    return entry.event().detail().metadata().recordedAt();
  }
}
