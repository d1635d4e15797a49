package io.orderwire.system.adapters;

import io.orderwire.port.WebhookJob;
import io.orderwire.port.WebhookQueue;
import io.orderwire.testkit.ports.WebhookQueueContract;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;

@ExtendWith(OnEmbeddedAws.class)
class SqsWebhookQueueTest extends WebhookQueueContract {
  private final SqsClient client;
  private final String url;
  private final WebhookQueue webhooks;

  SqsWebhookQueueTest(EmbeddedAws aws) {
    client = aws.clients().queues();
    url = aws.output("WebhookQueueUrl");
    webhooks = aws.wiring().webhookQueue();
  }

  @BeforeEach
  void empty() {
    client.purgeQueue(purge -> purge.queueUrl(url));
  }

  @Override
  protected WebhookQueue webhooks() {
    return webhooks;
  }

  @Override
  protected List<WebhookJob> take(int count) {
    return Taking.from(client, url, count, WebhookJob.class);
  }
}
