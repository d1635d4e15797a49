package io.orderwire.aws;

import io.orderwire.message.Cause;
import io.orderwire.message.PollJob;
import io.orderwire.port.PollQueue;
import java.time.Duration;
import java.util.List;

/// The poll queue in SQS and that of back-fills beside it: how many of them run at the same time is
/// how many workers their own queue may start.
public final class SqsPollQueues implements PollQueue {
  private final QueueSender live;
  private final QueueSender backfill;

  SqsPollQueues(QueueSender live, QueueSender backfill) {
    this.live = live;
    this.backfill = backfill;
  }

  @Override
  public void sendAll(List<PollJob> jobs) {
    live.sendAll(outgoing(jobs, false));
    backfill.sendAll(outgoing(jobs, true));
  }

  @Override
  public void sendLater(PollJob job, Duration delay) {
    (isBackfill(job) ? backfill : live).send(SqsPollQueue.outgoing(job), delay);
  }

  private static List<QueueSender.Outgoing> outgoing(List<PollJob> jobs, boolean ofBackfills) {
    return jobs.stream()
        .filter(job -> isBackfill(job) == ofBackfills)
        .map(SqsPollQueue::outgoing)
        .toList();
  }

  private static boolean isBackfill(PollJob job) {
    return job.cause() == Cause.BACKFILL;
  }
}
