package io.orderwire.storeapi;

import io.orderwire.connector.Descriptor;
import io.orderwire.engine.Backfill;
import io.orderwire.engine.Backfill.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A back-fill as the API shows it.
///
/// @param state `queued`, `running`, `done`, `cancelled` or `failed`
/// @param total how many orders the platform counts in the window, where it does
/// @param percent empty while nothing tells
/// @param percentBy `count` of the platform, or `time` covered by the listing
/// @param ordersPerMinute since it started
/// @param reached up to which change time everything was handed over
/// @param detail why it waits or failed
/// @param notices what the platform will not list
record BackfillView(
    String backfillId,
    State state,
    Instant from,
    Instant to,
    long pages,
    long orders,
    Optional<Long> total,
    Optional<Integer> percent,
    Optional<String> percentBy,
    Optional<Long> ordersPerMinute,
    Instant requestedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Instant> estimatedEnd,
    Optional<Instant> reached,
    Optional<String> detail,
    List<String> notices) {
  BackfillView {
    notices = List.copyOf(notices);
  }

  static BackfillView of(Backfill backfill, Descriptor platform, Instant now) {
    return new BackfillView(
        backfill.id(),
        backfill.state(),
        backfill.from(),
        backfill.to(),
        backfill.pages(),
        backfill.orders(),
        backfill.total(),
        backfill.progress().map(Backfill.Progress::percent),
        backfill.progress().map(Backfill.Progress::measure),
        backfill.ordersPerMinute(),
        backfill.requestedAt(),
        backfill.startedAt(),
        backfill.endedAt(),
        backfill.estimatedEnd(),
        backfill.reached(),
        backfill.detail(),
        notices(backfill, platform, now));
  }

  private static List<String> notices(Backfill backfill, Descriptor platform, Instant now) {
    Optional<Duration> horizon = platform.listing().horizon();
    return horizon
        .filter(most -> backfill.from().isBefore(now.minus(most)))
        .map(
            most ->
                "%s lists orders of the last %d days only, unless the store's credentials allow more"
                    .formatted(platform.name(), most.toDays()))
        .stream()
        .toList();
  }
}
