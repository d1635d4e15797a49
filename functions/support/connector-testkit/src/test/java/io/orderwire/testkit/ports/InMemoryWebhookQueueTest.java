package io.orderwire.testkit.ports;

import io.orderwire.port.WebhookJob;
import io.orderwire.port.WebhookQueue;
import io.orderwire.testkit.InMemoryQueue.Received;
import io.orderwire.testkit.InMemoryWebhookQueue;
import io.orderwire.testkit.ManualClock;
import java.util.List;

class InMemoryWebhookQueueTest extends WebhookQueueContract {
  private final InMemoryWebhookQueue webhooks =
      new InMemoryWebhookQueue(new ManualClock(Samples.NOON));

  @Override
  protected WebhookQueue webhooks() {
    return webhooks;
  }

  @Override
  protected List<WebhookJob> take(int count) {
    return webhooks.queue().receive(count).stream().map(Received::message).toList();
  }
}
