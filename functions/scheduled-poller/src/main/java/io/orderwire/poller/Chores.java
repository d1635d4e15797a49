package io.orderwire.poller;

import io.orderwire.engine.Errand;
import io.orderwire.message.PollJob;
import io.orderwire.poller.Worker.End;
import io.orderwire.poller.Worker.Report;

/// The jobs of a store that are no polling of its own rhythm: its subscriptions, gaps, back-fills.
final class Chores {
  private final GapListing gaps;
  private final SubscriptionWatch watch;
  private final BackfillRun backfills;

  Chores(Worker.World world) {
    this.gaps = new GapListing(world);
    this.watch = new SubscriptionWatch(world);
    this.backfills = new BackfillRun(world);
  }

  boolean knows(PollJob job) {
    return job.loop().equals(PollJob.SUBSCRIPTIONS)
        || job.loop().equals(PollJob.BACKFILL)
        || job.loop().startsWith(PollJob.GAP);
  }

  Report run(PollJob job, Errand errand) {
    if (job.loop().equals(PollJob.BACKFILL)) {
      return backfills.run(job, errand);
    }
    if (job.loop().equals(PollJob.SUBSCRIPTIONS)) {
      backfills.revive(job);
      return watch.run(job, errand);
    }
    return Loop.of(errand.connector(), job.loop().substring(PollJob.GAP.length()))
        .map(loop -> gaps.run(job, loop, errand))
        .orElseGet(() -> nothing(job));
  }

  private static Report nothing(PollJob job) {
    return new Report(End.NOT_POLLED, PollJob.Tally.NONE, job.loop());
  }
}
