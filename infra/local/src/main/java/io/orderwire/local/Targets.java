package io.orderwire.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.local.endpoint.EventTarget;
import io.orderwire.local.lambda.FunctionPool;
import io.orderwire.local.lambda.Functions;
import io.orderwire.local.lambda.InvocationResult;
import io.orderwire.local.lambda.TraceId;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// Delivers events of the embedded bus to queues and functions. Targets of other kinds are named
/// once on the console.
final class Targets implements EventTarget {
  private final SqsClient queues;
  private final Consumer<String> console;
  private final CompletableFuture<Functions> functions = new CompletableFuture<>();
  private final Set<String> notEmulated = ConcurrentHashMap.newKeySet();

  Targets(SqsClient queues, Consumer<String> console) {
    this.queues = queues;
    this.console = console;
  }

  void connect(Functions running) {
    functions.complete(running);
  }

  @Override
  public void send(JsonNode target, String payload) {
    String arn = target.path("Arn").asText();
    String[] parts = arn.split(":", 6);
    switch (parts.length < 3 ? "" : parts[2]) {
      case "sqs" -> toQueue(arn, target, payload);
      case "lambda" -> toFunction(arn, payload);
      default -> {
        if (notEmulated.add(arn)) {
          console.accept(
              "events for " + arn + " go nowhere: targets on one machine are queues and functions");
        }
      }
    }
  }

  private void toQueue(String arn, JsonNode target, String payload) {
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    String url = queues.getQueueUrl(request -> request.queueName(name)).queueUrl();
    SendMessageRequest.Builder message =
        SendMessageRequest.builder().queueUrl(url).messageBody(payload);
    String group = target.path("SqsParameters").path("MessageGroupId").asText("");
    queues.sendMessage(group.isEmpty() ? message.build() : message.messageGroupId(group).build());
  }

  private void toFunction(String arn, String payload) {
    FunctionPool function =
        functions
            .join()
            .byArn(arn)
            .orElseThrow(() -> new IllegalStateException("there is no function " + arn));
    InvocationResult result =
        function.invoke(payload.getBytes(StandardCharsets.UTF_8), TraceId.create());
    if (result instanceof InvocationResult.Failed failure) {
      throw new IllegalStateException(failure.type() + ": " + failure.message());
    }
  }
}
