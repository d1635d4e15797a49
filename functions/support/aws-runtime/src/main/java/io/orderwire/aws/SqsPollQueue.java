package io.orderwire.aws;

import io.orderwire.aws.QueueSender.Outgoing;
import io.orderwire.message.PollJob;
import io.orderwire.port.PollQueue;
import java.time.Duration;
import java.util.List;

/// The poll queue in SQS, for who asks for no back-fill.
public final class SqsPollQueue implements PollQueue {
  private final QueueSender sender;

  SqsPollQueue(QueueSender sender) {
    this.sender = sender;
  }

  @Override
  public void sendAll(List<PollJob> jobs) {
    sender.sendAll(jobs.stream().map(SqsPollQueue::outgoing).toList());
  }

  @Override
  public void sendLater(PollJob job, Duration delay) {
    sender.send(outgoing(job), delay);
  }

  static Outgoing outgoing(PollJob job) {
    return Outgoing.of(job, job.storeId());
  }
}
