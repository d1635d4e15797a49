package io.orderwire.testkit;

import io.orderwire.port.WebhookJob;
import io.orderwire.port.WebhookQueue;
import io.orderwire.testkit.Faults.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The webhook sender's queue in memory; [#queue] is the consumer's side.
public final class InMemoryWebhookQueue implements WebhookQueue {
  private final InMemoryQueue<WebhookJob> queue;

  public InMemoryWebhookQueue(InstantSource clock) {
    this(clock, Faults.NONE);
  }

  public InMemoryWebhookQueue(InstantSource clock, Faults faults) {
    this.queue = new InMemoryQueue<>(clock, Step.WEBHOOK_SEND, faults);
  }

  public InMemoryQueue<WebhookJob> queue() {
    return queue;
  }

  @Override
  public void sendAll(List<? extends WebhookJob> jobs) {
    jobs.forEach(job -> queue.send(job, Duration.ZERO));
  }

  @Override
  public void sendLater(WebhookJob job, Duration delay) {
    queue.send(job, delay);
  }
}
