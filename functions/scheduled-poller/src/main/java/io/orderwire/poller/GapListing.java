package io.orderwire.poller;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Page;
import io.orderwire.connector.Window;
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

/// Lists once more what changed since an instant, whatever of it was seen: what webhooks would have
/// brought while the cart sent none. It leaves the watermarks alone, and is open at its end: the
/// cart's clock may be ahead of ours.
final class GapListing {
  private static final int TRIES = 60;

  private final Worker.World world;
  private final FeedReader reader;

  GapListing(Worker.World world) {
    this.world = world;
    this.reader = new FeedReader(world.carts());
  }

  Report run(PollJob job, Loop loop, Errand errand) {
    Window window = new Window(job.from().orElse(errand.store().connectedAt()), job.to());
    CartCall start =
        job.next()
            .map(call -> Json.read(Json.bytes(call), CartCall.class))
            .orElseGet(() -> loop.listing().first(window, errand.store().context()));
    Handing handing = new Handing(job);
    return switch (reader.read(errand, loop.listing(), start, handing)) {
      case Progress.Ended ignored -> handing.report(End.DONE, "");
      case Progress.Stopped ignored -> handing.report(End.OVERTAKEN, "");
      case Progress.OutOfTime(CartCall next) -> {
        world.jobs().sendAll(List.of(job.goingOn(Json.toTree(next), Optional.empty())));
        yield handing.report(End.CONTINUED, "out of time");
      }
      case Progress.Failed(CartCall call, Fault fault) -> failed(job, handing, call, fault);
    };
  }

  private Report failed(PollJob job, Handing handing, CartCall call, Fault fault) {
    String detail = fault.category() + ": " + fault.detail();
    return switch (RetryTable.afterwards(fault, job.attempt(), Duration.ZERO)) {
      case Reaction.RetryLater(Duration delay) -> {
        if (job.attempt() >= TRIES) {
          yield handing.report(End.GIVEN_UP, detail);
        }
        world.jobs().sendLater(job.again(Json.toTree(call), Optional.empty()), delay);
        yield handing.report(End.POSTPONED, detail);
      }
      case Reaction.ParkStore(String code, String reason, String remedy) -> {
        world
            .health()
            .park(
                job.storeId(),
                new StoreHealth.Trouble(code, reason, remedy),
                new StoreHealth.Trigger(job.cause(), "", job.traceId()));
        yield handing.report(End.PARKED, code);
      }
      case Reaction.Quarantine ignored -> handing.report(End.GIVEN_UP, detail);
    };
  }

  /// Hands every row over.
  private final class Handing implements FeedReader.Pages {
    private final PollJob job;
    private int pages;
    private int rows;

    Handing(PollJob job) {
      this.job = job;
    }

    @Override
    public boolean accept(Page page) {
      Instant now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
      if (!page.rows().isEmpty()) {
        world
            .intake()
            .sendAll(page.rows().stream().map(row -> Handover.row(job, row, now)).toList());
      }
      pages++;
      rows += page.rows().size();
      return true;
    }

    Report report(End end, String detail) {
      return new Report(end, new PollJob.Tally(pages, rows, rows), detail);
    }
  }
}
