package io.orderwire.engine;

import io.orderwire.connector.Connector;
import io.orderwire.connector.OrderFeed.Sweep;
import io.orderwire.message.PollJob;
import io.orderwire.port.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When which loop of a store is due: a pure function of the minute, the store and its interval, so
/// that nothing has to be remembered. Stores are spread over the interval by their id.
///
/// A store sets its own interval by the option `poll_interval_minutes` (1 to 1440); without it, one
/// of a platform that sends no webhooks has one minute, since polls are all it has. Carts are
/// listed at every third poll, sweeps and re-reads as often as the connector declares, what changed
/// is reconciled at every eighth poll, and everything once a day. Subscriptions that are made by
/// API are looked at every quarter of an hour, or as the option `webhook_check_minutes` says. For
/// remaps and replays that were lost it is looked every quarter of an hour.
///
/// @param standard the interval of stores that set none and are sent webhooks
public record Rhythm(Duration standard) {
  public static final String INTERVAL_OPTION = "poll_interval_minutes";

  /// How often a store's subscriptions are looked at, in minutes (1 to 1440).
  public static final String WATCH_OPTION = "webhook_check_minutes";

  private static final String WATCH = "subscriptions";
  private static final long WATCH_EVERY = 15;
  private static final String REMAPS = "remaps";
  private static final long LOST_JOBS_EVERY = 15;
  private static final int CARTS_EVERY = 3;
  private static final int RECONCILE_EVERY = 8;
  private static final long LONGEST = Duration.ofDays(1).toMinutes();
  private static final long SECONDS = 60;

  /// All jobs that are due in the minute of `at`: of none where the store is not polled.
  public List<PollJob> jobs(Store store, Connector connector, Instant at) {
    if (!store.isActive() || !store.canCall()) {
      return List.of();
    }
    List<PollJob> jobs = new ArrayList<>();
    due(store, connector, at).forEach(loop -> jobs.add(PollJob.due(store.id(), loop)));
    if (watchIsDue(store, connector, at)) {
      jobs.add(PollJob.due(store.id(), PollJob.SUBSCRIPTIONS));
    }
    return List.copyOf(jobs);
  }

  /// The loops that are due in the minute of `at`.
  public List<String> due(Store store, Connector connector, Instant at) {
    long interval = interval(store, connector);
    List<String> loops = new ArrayList<>();
    if (isDue(store, PollJob.ORDERS, interval, at)) {
      loops.add(PollJob.ORDERS);
    }
    if (connector.feed().carts().isPresent()
        && isDue(store, PollJob.CARTS, interval * CARTS_EVERY, at)) {
      loops.add(PollJob.CARTS);
    }
    for (Sweep sweep : connector.feed().sweeps()) {
      if (isDue(store, sweep.name(), interval * sweep.every(), at)) {
        loops.add(sweep.name());
      }
    }
    if (isDue(store, PollJob.REREAD, interval * connector.descriptor().rereads().every(), at)) {
      loops.add(PollJob.REREAD);
    }
    if (isDue(store, PollJob.RECONCILE, interval * RECONCILE_EVERY, at)) {
      loops.add(PollJob.RECONCILE);
    }
    if (isDue(store, PollJob.DEEP, LONGEST, at)) {
      loops.add(PollJob.DEEP);
    }
    return List.copyOf(loops);
  }

  /// Whether the store's subscriptions are to be looked at in the minute of `at`.
  public boolean watchIsDue(Store store, Connector connector, Instant at) {
    long interval =
        Optional.ofNullable(store.options().get(WATCH_OPTION))
            .flatMap(Rhythm::minutes)
            .orElse(WATCH_EVERY);
    return connector.registry().isPresent() && isDue(store, WATCH, interval, at);
  }

  /// Whether it is to be looked in the minute of `at` whether a remap or a replay of the store was
  /// lost.
  public boolean lostJobsAreDue(Store store, Instant at) {
    return isDue(store, REMAPS, LOST_JOBS_EVERY, at);
  }

  private static boolean isDue(Store store, String loop, long minutes, Instant at) {
    long minute = Math.floorDiv(at.getEpochSecond(), SECONDS);
    // String.hashCode is fixed by the language: every machine spreads the same.
    long spread = (store.id().value() + "/" + loop).hashCode();
    return Math.floorMod(minute + spread, minutes) == 0;
  }

  private long interval(Store store, Connector connector) {
    long unset =
        connector.descriptor().webhooks().areSent() ? Math.max(1, standard.toMinutes()) : 1;
    return Optional.ofNullable(store.options().get(INTERVAL_OPTION))
        .flatMap(Rhythm::minutes)
        .orElse(unset);
  }

  private static Optional<Long> minutes(String text) {
    if (!text.matches("[0-9]{1,4}")) {
      return Optional.empty();
    }
    return Optional.of(Long.parseLong(text)).filter(each -> each >= 1 && each <= LONGEST);
  }
}
