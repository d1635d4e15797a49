package io.orderwire.poller;

import io.orderwire.engine.EventReplays;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Remaps;
import io.orderwire.engine.Rhythm;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.PollQueue;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Sends a job for every loop that is due, page by page over all stores, and sends for remaps and
/// replays of events whose message was lost. It remembers nothing.
public final class Planner {
  private static final int STORES_PER_PAGE = 100;

  private final Platforms platforms;
  private final Stores stores;
  private final Queues queues;
  private final Rhythm rhythm;
  private final Remaps remaps;
  private final EventReplays replays;

  /// Where it sends what is due.
  public record Queues(PollQueue polls, IntakeQueue intake) {}

  /// What was planned, for the log.
  ///
  /// @param revived how many remaps and replays were sent for once more
  public record Planned(int stores, int jobs, int revived) {}

  public Planner(Platforms platforms, Stores stores, Queues queues, Rhythm rhythm) {
    this.platforms = platforms;
    this.stores = stores;
    this.queues = queues;
    this.rhythm = rhythm;
    this.remaps = new Remaps(stores);
    this.replays = new EventReplays(stores);
  }

  /// Plans the minute of `at`.
  public Planned plan(Instant at) {
    int seen = 0;
    int sent = 0;
    int revived = 0;
    Optional<String> cursor = Optional.empty();
    do {
      Stores.StorePage page = stores.list(cursor, STORES_PER_PAGE);
      List<PollJob> jobs = page.stores().stream().flatMap(store -> jobs(store, at)).toList();
      if (!jobs.isEmpty()) {
        queues.polls().sendAll(jobs);
      }
      List<IntakeMessage> lost = page.stores().stream().flatMap(store -> lost(store, at)).toList();
      lost.forEach(queues.intake()::send);
      revived += lost.size();
      seen += page.stores().size();
      sent += jobs.size();
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return new Planned(seen, sent, revived);
  }

  /// Neither asks anything of the cart: they go on whatever the state of their store.
  private Stream<IntakeMessage> lost(Store store, Instant at) {
    return rhythm.lostJobsAreDue(store, at)
        ? Stream.concat(
            remaps.lost(store.id(), at).stream()
                .map(remap -> Remaps.message(remap, at, Optional.empty())),
            replays.lost(store.id(), at).stream()
                .map(replay -> EventReplays.message(replay, at, Optional.empty())))
        : Stream.empty();
  }

  private Stream<PollJob> jobs(Store store, Instant at) {
    return platforms.find(store.platform()).stream()
        .flatMap(connector -> rhythm.jobs(store, connector, at).stream());
  }
}
