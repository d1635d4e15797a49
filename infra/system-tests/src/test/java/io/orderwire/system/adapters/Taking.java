package io.orderwire.system.adapters;

import io.orderwire.json.Json;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// Takes messages off a queue.
final class Taking {
  private Taking() {}

  static <M> List<M> from(SqsClient client, String url, int count, Class<M> type) {
    List<M> taken = new ArrayList<>();
    List<Message> received;
    do {
      received =
          client
              .receiveMessage(
                  receive -> receive.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
              .messages();
      for (Message message : received) {
        taken.add(Json.read(message.body(), type));
        client.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    } while (!received.isEmpty() && taken.size() < count);
    return taken;
  }
}
