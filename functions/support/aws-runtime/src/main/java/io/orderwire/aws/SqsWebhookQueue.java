package io.orderwire.aws;

import io.orderwire.aws.QueueSender.Outgoing;
import io.orderwire.port.WebhookJob;
import io.orderwire.port.WebhookQueue;
import java.time.Duration;
import java.util.List;

/// The webhook sender's queue in SQS.
public final class SqsWebhookQueue implements WebhookQueue {
  private final QueueSender sender;

  SqsWebhookQueue(QueueSender sender) {
    this.sender = sender;
  }

  /// True for the ARN of this queue.
  public boolean isOf(String queueArn) {
    return sender.isOf(queueArn);
  }

  @Override
  public void sendAll(List<? extends WebhookJob> jobs) {
    sender.sendAll(jobs.stream().map(SqsWebhookQueue::outgoing).toList());
  }

  @Override
  public void sendLater(WebhookJob job, Duration delay) {
    sender.send(outgoing(job), delay);
  }

  private static Outgoing outgoing(WebhookJob job) {
    return Outgoing.of(job, job.subscriptionId());
  }
}
