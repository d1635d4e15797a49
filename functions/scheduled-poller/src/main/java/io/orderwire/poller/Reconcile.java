package io.orderwire.poller;

import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Fault;
import io.orderwire.engine.Errand;
import io.orderwire.engine.FeedReader;
import io.orderwire.engine.FeedReader.Progress;
import io.orderwire.json.Json;
import io.orderwire.message.EventData;
import io.orderwire.message.PollJob;
import io.orderwire.poller.Worker.End;
import io.orderwire.poller.Worker.Report;
import io.orderwire.port.Store;
import io.orderwire.port.Stores.Polling;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares what the cart lists in a closed window with what the ledger holds, hands every gap to
/// the normalizer, looks again until the gaps are closed or time is up, and certifies what it
/// found.
///
/// The window is compared in stretches of a day or less, each held in memory alone; a run that runs
/// out of time goes on in a further job. A window in which nothing happened is not certified but
/// prolonged, for a day at most: an idle store costs one call to its cart and no write.
final class Reconcile {
  private static final int MOST_GAPS = 400;
  private static final Duration LONGEST_SILENCE = Duration.ofDays(1);

  /// When somebody waits, the gaps are looked at again soon and often.
  private static final List<Integer> LOOKS_WHEN_ASKED = List.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);

  private static final List<Integer> LOOKS = List.of(30, 60, 120, 300, 600);

  private final Worker.World world;
  private final Setbacks setbacks;
  private final FeedReader reader;
  private final PollJob job;
  private final Errand errand;
  private final Store store;
  private final Descriptor platform;
  private final Optional<Polling> saved;
  private PollJob.Tally tally = PollJob.Tally.NONE;

  Reconcile(Worker.World world, Setbacks setbacks, FeedReader reader, PollJob job, Errand errand) {
    this.world = world;
    this.setbacks = setbacks;
    this.reader = reader;
    this.job = job;
    this.errand = errand;
    this.store = errand.store();
    this.platform = errand.connector().descriptor();
    this.saved =
        isDeep() ? Optional.empty() : world.stores().polling(store.id(), PollJob.RECONCILE);
  }

  Report run() {
    ReconcileRun run =
        job.state()
            .map(tree -> Json.read(Json.bytes(tree), ReconcileRun.class))
            .orElseGet(this::begin);
    while (!run.isCompared()) {
      Stretch stretch = new Stretch(world, reader, job, errand, run.reached(), run.next());
      Progress progress = stretch.read();
      tally = tally.plus(stretch.tally());
      switch (progress) {
        case Progress.Failed(var ignored, Fault fault) -> {
          return failed(run, fault);
        }
        case Progress.Ended ignored ->
            run = run.compared(stretch.end(), stretch.counts(), stretch.gaps());
        case Progress.Stopped ignored ->
            run = run.compared(stretch.end(), stretch.counts(), stretch.gaps());
        case Progress.OutOfTime ignored -> {
          return outOfTime(run, stretch);
        }
      }
      if (run.gaps().size() > MOST_GAPS && !run.isCompared()) {
        run = run.cutShort();
      }
    }
    boolean lookAgain = run.gaps().size() + run.awaited().size() > 0;
    return lookAgain ? lookAgain(run) : certified(run);
  }

  private boolean isDeep() {
    return job.loop().equals(PollJob.DEEP);
  }

  private ReconcileRun begin() {
    Instant first = Worker.firstWatermark(store);
    Instant now = now();
    Instant from =
        job.from()
            .orElseGet(
                () ->
                    isDeep()
                        ? later(first, now.minus(platform.rereads().deep()))
                        : saved.map(Polling::watermark).orElse(first));
    // What changed just now may be on its way; and within one tick of its clock a cart may change
    // more than it listed.
    Duration open = job.asked().isPresent() ? Duration.ZERO : platform.listing().overlap();
    Instant to = now.minus(open).truncatedTo(ChronoUnit.SECONDS);
    List<String> awaited = job.asked().map(PollJob.Asked::orders).orElse(List.of());
    return ReconcileRun.begin(from, later(from, to), awaited);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// What was compared in order of time counts; else the stretch is begun again, half as long.
  private Report outOfTime(ReconcileRun run, Stretch stretch) {
    ReconcileRun rest = run;
    if (stretch.endEarly()) {
      rest = run.compared(stretch.end(), stretch.counts(), stretch.gaps());
    } else if (stretch.size() > 0) {
      rest = run.halved();
    }
    world.jobs().sendAll(List.of(rest().goingOn(Json.toTree(rest))));
    return report(End.CONTINUED, "out of time");
  }

  private Report failed(ReconcileRun run, Fault fault) {
    Setbacks.Ending ending =
        setbacks.failed(store, rest().carrying(Json.toTree(run)).again(), fault);
    return report(ending.end(), ending.detail());
  }

  private Report lookAgain(ReconcileRun run) {
    List<Integer> delays = job.asked().isPresent() ? LOOKS_WHEN_ASKED : LOOKS;
    // The first look is left to the normalizer's first chance.
    if (run.looks() == 0) {
      return later(run.looked(run.gaps(), run.awaited(), 0), delays.getFirst());
    }
    SecondLook look = new SecondLook(world.ledger(), reader, errand);
    SecondLook.Found gaps = look.at(run.gaps());
    SecondLook.Found awaited = look.at(run.awaited());
    Optional<Progress> stopped = gaps.stopped().or(awaited::stopped);
    if (stopped.isPresent() && stopped.get() instanceof Progress.Failed(var ignored, Fault fault)) {
      return failed(run, fault);
    }
    ReconcileRun looked = run.looked(gaps.open(), awaited.open(), gaps.byWebhook());
    boolean through = looked.gaps().isEmpty() && looked.awaited().isEmpty();
    return through || looked.looks() > delays.size()
        ? certified(looked)
        : later(looked, delays.get(looked.looks() - 1));
  }

  private Report later(ReconcileRun run, int seconds) {
    world.jobs().sendLater(rest().goingOn(Json.toTree(run)), Duration.ofSeconds(seconds));
    return report(End.CONTINUED, "gaps are looked at again");
  }

  private Report certified(ReconcileRun run) {
    Instant now = now();
    boolean silent =
        run.counts().isEmpty()
            && job.asked().isEmpty()
            && run.from().plus(LONGEST_SILENCE).isAfter(run.to());
    if (silent || !run.from().isBefore(run.to())) {
      setbacks.succeeded(store, job);
      return report(End.DONE, "");
    }
    long number = new Certificates(world.ledger()).record(store, job, run, now);
    count(Certificates.certificate(job, run));
    if (run.more()) {
      world.jobs().sendAll(List.of(PollJob.reconcile(store.id(), job.loop(), run.to())));
    }
    if (!isDeep()) {
      // Another run that was first has moved on as far: what is compared twice does no harm.
      world
          .stores()
          .savePolling(
              store.id(),
              PollJob.RECONCILE,
              new Polling(run.to(), Map.of(), saved.map(Polling::revision).orElse(0L)));
    }
    setbacks.succeeded(store, job);
    return new Report(End.DONE, tally, Optional.of(run.to()), List.of(), Optional.of(number), "");
  }

  private void count(EventData.Reconciled certificate) {
    String of = store.platform().value();
    world.metrics().count("reconciled", 1, of);
    world.metrics().count("reconciled_missed", certificate.missed(), of);
    world.metrics().count("reconciled_ghosts", certificate.ghosts(), of);
    world.metrics().count("reconciled_unresolved", certificate.unresolved(), of);
  }

  private PollJob rest() {
    return job.having(tally, List.of());
  }

  private Report report(End end, String detail) {
    return new Report(end, tally, Optional.empty(), List.of(), Optional.empty(), detail);
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
