package io.orderwire.poller;

import io.orderwire.engine.Platforms;
import io.orderwire.engine.Rhythm;
import io.orderwire.message.PollJob;
import io.orderwire.port.PollQueue;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Sends a job for every loop that is due, page by page over all stores. It remembers nothing.
public final class Planner {
  private static final int STORES_PER_PAGE = 100;

  private final Platforms platforms;
  private final Stores stores;
  private final PollQueue queue;
  private final Rhythm rhythm;

  /// What was planned, for the log.
  public record Planned(int stores, int jobs) {}

  public Planner(Platforms platforms, Stores stores, PollQueue queue, Rhythm rhythm) {
    this.platforms = platforms;
    this.stores = stores;
    this.queue = queue;
    this.rhythm = rhythm;
  }

  /// Plans the minute of `at`.
  public Planned plan(Instant at) {
    int seen = 0;
    int sent = 0;
    Optional<String> cursor = Optional.empty();
    do {
      Stores.StorePage page = stores.list(cursor, STORES_PER_PAGE);
      List<PollJob> jobs = page.stores().stream().flatMap(store -> jobs(store, at)).toList();
      if (!jobs.isEmpty()) {
        queue.sendAll(jobs);
      }
      seen += page.stores().size();
      sent += jobs.size();
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return new Planned(seen, sent);
  }

  private Stream<PollJob> jobs(Store store, Instant at) {
    return platforms.find(store.platform()).stream()
        .flatMap(connector -> rhythm.jobs(store, connector, at).stream());
  }
}
