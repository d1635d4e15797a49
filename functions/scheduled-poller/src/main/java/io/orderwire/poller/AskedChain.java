package io.orderwire.poller;

import io.orderwire.message.PollJob;
import io.orderwire.port.AskedPolls;
import io.orderwire.port.AskedPolls.LoopEnd;
import io.orderwire.port.PollQueue;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Goes through the loops of a poll that somebody asked for: writes down how one ended, for whoever
/// waits, and sends for the next.
///
/// One after another: the reconciliation is last and finds what the loops before it enqueued.
final class AskedChain {
  private final AskedPolls polls;
  private final PollQueue jobs;
  private final InstantSource clock;

  AskedChain(AskedPolls polls, PollQueue jobs, InstantSource clock) {
    this.polls = polls;
    this.jobs = jobs;
    this.clock = clock;
  }

  /// The last job of a loop is through, well or not. The next loop is sent for first: who crashes
  /// in between is repeated, and loops may run twice.
  void ended(PollJob job, Worker.Report report) {
    Optional<PollJob.Asked> asked = job.asked();
    if (asked.isEmpty()) {
      return;
    }
    job.having(PollJob.Tally.NONE, report.orders())
        .following()
        .ifPresent(next -> jobs.sendAll(List.of(next)));
    PollJob.Tally all = asked.get().tally().plus(report.tally());
    polls.ended(
        job.storeId(),
        asked.get().pollId(),
        new LoopEnd(
            job.loop(),
            report.end().name().toLowerCase(Locale.ROOT),
            all.pages(),
            all.listed(),
            all.enqueued(),
            report.watermark(),
            report.certificate(),
            report.detail(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }
}
