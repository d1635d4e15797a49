package io.orderwire.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.local.endpoint.Account;
import io.orderwire.local.endpoint.EventLog;
import io.orderwire.local.endpoint.Json;
import io.orderwire.local.endpoint.StartFailure;
import io.orderwire.local.provision.AwsClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Copies what reaches the buses of other endpoints into the event log: a rule that matches
/// everything of this account, a queue as its target, and a reader of that queue.
final class EventTap implements AutoCloseable {
  /// A receive that is cut off takes its messages with it until their visibility timeout ends.
  private static final Duration LAST_RECEIVE = Duration.ofSeconds(3);

  private final AwsClients clients;
  private final Account account;
  private final EventLog log;
  private final List<Thread> readers = new ArrayList<>();
  private volatile boolean closed;

  EventTap(AwsClients clients, Account account, EventLog log) {
    this.clients = clients;
    this.account = account;
    this.log = log;
  }

  void open(String bus) {
    String name = bus + "-local-tap";
    String url = clients.queues().createQueue(request -> request.queueName(name)).queueUrl();
    String arn =
        clients
            .queues()
            .getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    checkAccount(arn);
    clients
        .queues()
        .setQueueAttributes(
            request ->
                request.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy(arn))));
    clients
        .buses()
        .putRule(
            request ->
                request
                    .name(name)
                    .eventBusName(bus)
                    .eventPattern("{\"account\":[\"" + account.id() + "\"]}"));
    clients
        .buses()
        .putTargets(
            request ->
                request
                    .rule(name)
                    .eventBusName(bus)
                    .targets(Target.builder().id("tap").arn(arn).build()));
    readers.add(Thread.ofVirtual().name("tap-" + bus).start(() -> read(bus, url)));
  }

  /// The tap's rule would match nothing, and the suite would seem to publish nothing.
  private void checkAccount(String queueArn) {
    String actual = Arn.fromString(queueArn).accountId().orElse(account.id());
    if (!actual.equals(account.id())) {
      throw new StartFailure(
          "the endpoints are of account "
              + actual
              + ", not of "
              + account.id()
              + ": set AWS_ACCOUNT_ID="
              + actual);
    }
  }

  private static String policy(String arn) {
    ObjectNode policy = Json.object().put("Version", "2012-10-17");
    ObjectNode statement = policy.putArray("Statement").addObject().put("Effect", "Allow");
    statement.putObject("Principal").put("Service", "events.amazonaws.com");
    return statement.put("Action", "sqs:SendMessage").put("Resource", arn).isEmpty()
        ? ""
        : policy.toString();
  }

  private void read(String bus, String url) {
    while (!closed) {
      try {
        List<Message> messages =
            clients
                .queues()
                .receiveMessage(
                    request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                .messages();
        for (Message message : messages) {
          if (Json.parse(message.body()) instanceof ObjectNode event) {
            log.append(List.of(new EventLog.Entry(0, bus, event)));
          }
          clients
              .queues()
              .deleteMessage(
                  request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
      } catch (SdkException | JsonProcessingException problem) {
        if (!closed) {
          pause();
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofSeconds(1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread reader : readers) {
      try {
        if (!reader.join(LAST_RECEIVE)) {
          reader.interrupt();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        reader.interrupt();
      }
    }
  }
}
