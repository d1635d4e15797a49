package io.orderwire.poller;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed;
import io.orderwire.connector.Page;
import io.orderwire.connector.Window;
import io.orderwire.engine.Backfill;
import io.orderwire.engine.Backfill.State;
import io.orderwire.engine.Backfills;
import io.orderwire.engine.Backfills.Held;
import io.orderwire.engine.Errand;
import io.orderwire.engine.FeedReader;
import io.orderwire.engine.FeedReader.Progress;
import io.orderwire.engine.RetryTable;
import io.orderwire.engine.RetryTable.Reaction;
import io.orderwire.engine.StoreHealth;
import io.orderwire.json.Json;
import io.orderwire.message.PollJob;
import io.orderwire.poller.Worker.End;
import io.orderwire.poller.Worker.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Goes on with a back-fill, page by page. After each page it is written down how far it came,
/// under the condition that nobody else did: so it goes on after a crash at any point, a second job
/// of the same back-fill gives way, and a cancellation stops it at the next page.
final class BackfillRun {
  /// While it lists, it keeps a worker from others: then somebody else has a turn.
  private static final Duration SLICE = Duration.ofSeconds(45);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final int TRIES = 300;

  private final Worker.World world;
  private final Backfills backfills;
  private final FeedReader reader;

  BackfillRun(Worker.World world) {
    this.world = world;
    this.backfills = new Backfills(world.stores());
    this.reader = new FeedReader(world.carts());
  }

  /// Sends for the back-fill whose job was lost, if there is one.
  void revive(PollJob watch) {
    backfills
        .lost(watch.storeId(), world.clock().instant())
        .ifPresent(
            lost -> {
              world.jobs().sendAll(List.of(PollJob.backfill(lost.storeId(), lost.id())));
              world.metrics().count("backfills_revived", 1, "");
            });
  }

  Report run(PollJob job, Errand whole) {
    Optional<Held> held =
        job.state().map(id -> id.asText()).flatMap(id -> backfills.find(job.storeId(), id));
    if (held.isEmpty() || held.get().backfill().state().isOver()) {
      return report(End.DONE, "it is over");
    }
    if (!backfills.isNext(held.get().backfill())) {
      return report(End.POSTPONED, "an earlier back-fill of the store comes first");
    }
    Instant slice = world.clock().instant().plus(SLICE);
    Instant deadline = slice.isBefore(whole.deadline()) ? slice : whole.deadline();
    return new Listed(
            job, new Errand(whole.store(), whole.connector(), whole.lane(), deadline), held.get())
        .run();
  }

  private static Report report(End end, String detail) {
    return new Report(end, PollJob.Tally.NONE, detail);
  }

  /// One slice of one back-fill.
  private final class Listed implements FeedReader.Pages {
    private final PollJob job;
    private final Errand errand;
    private final Listing listing;
    private Held held;
    private int pages;
    private int rows;

    Listed(PollJob job, Errand errand, Held held) {
      this.job = job;
      this.errand = errand;
      this.listing = errand.connector().feed().orders();
      this.held = held;
    }

    Report run() {
      Backfill begun = begun();
      held = new Held(begun, held.revision());
      CartCall start =
          begun
              .next()
              .map(call -> Json.read(Json.bytes(call), CartCall.class))
              .orElseGet(() -> first(begun.reached().orElse(begun.from())));
      return switch (reader.read(errand, listing, start, this)) {
        case Progress.Ended ignored -> ended(State.DONE, Optional.empty(), End.DONE);
        case Progress.Stopped ignored -> told(End.OVERTAKEN, "cancelled, or another job goes on");
        case Progress.OutOfTime ignored -> {
          world.jobs().sendAll(List.of(PollJob.backfill(job.storeId(), begun.id())));
          yield told(End.CONTINUED, "out of time");
        }
        case Progress.Failed(CartCall call, Fault fault) -> failed(fault);
      };
    }

    /// Counted before its first page; begun anew where an earlier slice ended, where the listing
    /// goes by time.
    private Backfill begun() {
      Backfill found = held.backfill();
      if (found.pages() == 0 && found.total().isEmpty()) {
        return counted(new Window(found.from(), Optional.of(found.to())))
            .map(found::counted)
            .orElse(found);
      }
      return ascends() ? found.restarted() : found;
    }

    private CartCall first(Instant from) {
      return listing.first(
          new Window(from, Optional.of(held.backfill().to())), errand.store().context());
    }

    /// A platform that cannot count costs nothing but the figure.
    private Optional<Long> counted(Window window) {
      OrderFeed feed = errand.connector().feed();
      try {
        return feed.count(window, errand.store().context())
            .map(call -> world.carts().read(errand, call))
            .flatMap(feed::counted);
      } catch (FaultException uncounted) {
        return Optional.empty();
      }
    }

    private boolean ascends() {
      return errand.connector().descriptor().listing().ascending();
    }

    @Override
    public boolean accept(Page page) {
      Instant now = now();
      if (!page.rows().isEmpty()) {
        world
            .intake()
            .sendAll(page.rows().stream().map(row -> Handover.row(job, row, now)).toList());
      }
      pages++;
      rows += page.rows().size();
      Backfill.Step step =
          new Backfill.Step(
              page.rows().size(),
              ascends()
                  ? page.rows().stream().map(Page.Row::changedAt).max(Instant::compareTo)
                  : Optional.empty(),
              page.next().map(Json::toTree));
      Optional<Held> saved = backfills.save(held, held.backfill().after(step, now));
      saved.ifPresent(each -> held = each);
      count("backfill_pages", 1);
      count("backfill_orders", page.rows().size());
      return saved.isPresent();
    }

    /// A cancellation in the last moment counts. The next of the store begins.
    private Report ended(State state, Optional<String> why, End end) {
      Instant now = now();
      boolean saved = backfills.save(held, held.backfill().ended(state, why, now)).isPresent();
      if (saved) {
        count(state == State.DONE ? "backfills_done" : "backfills_failed", 1);
      }
      backfills
          .turn(job.storeId())
          .ifPresent(
              next -> world.jobs().sendAll(List.of(PollJob.backfill(job.storeId(), next.id()))));
      return told(saved ? end : End.OVERTAKEN, why.orElse(""));
    }

    private Report failed(Fault fault) {
      String detail = fault.category() + ": " + fault.detail();
      return switch (RetryTable.afterwards(fault, attempt(), Duration.ZERO)) {
        case Reaction.RetryLater(Duration delay) -> {
          if (attempt() >= TRIES) {
            yield ended(State.FAILED, Optional.of(detail), End.GIVEN_UP);
          }
          boolean saved = backfills.save(held, held.backfill().waiting(detail, now())).isPresent();
          if (saved) {
            PollJob rest =
                pages > 0 ? PollJob.backfill(job.storeId(), held.backfill().id()) : job.again();
            world.jobs().sendLater(rest, delay.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : delay);
          }
          yield told(saved ? End.POSTPONED : End.OVERTAKEN, detail);
        }
        // It stands where it stands: the watch goes on with it once the store is active again.
        case Reaction.ParkStore(String code, String reason, String remedy) -> {
          world
              .health()
              .park(
                  job.storeId(),
                  new StoreHealth.Trouble(code, reason, remedy),
                  new StoreHealth.Trigger(job.cause(), "", job.traceId()));
          yield told(End.PARKED, code);
        }
        case Reaction.Quarantine ignored -> ended(State.FAILED, Optional.of(detail), End.GIVEN_UP);
      };
    }

    private int attempt() {
      return pages > 0 ? 0 : job.attempt();
    }

    private Report told(End end, String detail) {
      return new Report(end, new PollJob.Tally(pages, rows, rows), detail);
    }

    private void count(String name, int value) {
      world.metrics().count(name, value, errand.store().platform().value());
    }
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
