package io.orderwire.local.source;

import io.orderwire.local.endpoint.Json;
import io.orderwire.local.lambda.InvocationResult;
import io.orderwire.local.lambda.TraceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Feeds a function from a queue: batches, partial batch responses, and deletion of what succeeded.
/// What failed comes back when its visibility timeout is over, and the queue's own redrive policy
/// moves it to its dead letters.
public final class SqsSource implements AutoCloseable {
  private static final int MOST_PER_CALL = 10;

  /// Short: a receive that is cut off takes messages with it until their visibility timeout ends,
  /// so an orderly stop waits for the last one.
  private static final int LONG_POLL_SECONDS = 1;

  private static final Duration LAST_BATCH = Duration.ofSeconds(5);

  private final SqsMapping mapping;
  private final SqsClient queues;
  private final String queueUrl;
  private final Invoker function;
  private final Consumer<String> console;
  private final List<Thread> pollers = new ArrayList<>();
  private volatile boolean closed;

  public SqsSource(
      SqsMapping mapping, SqsClient queues, Invoker function, Consumer<String> console) {
    this.mapping = mapping;
    this.queues = queues;
    this.queueUrl =
        queues.getQueueUrl(request -> request.queueName(mapping.queueName())).queueUrl();
    this.function = function;
    this.console = console;
  }

  public void start() {
    for (int i = 0; i < mapping.concurrency(); i++) {
      pollers.add(
          Thread.ofVirtual().name("sqs-" + mapping.functionId() + "-" + i).start(this::run));
    }
  }

  private void run() {
    Pause trouble = new Pause(Duration.ofMillis(200), Duration.ofSeconds(5));
    while (!closed) {
      try {
        List<Message> batch = nextBatch();
        if (!batch.isEmpty()) {
          handle(batch);
        }
        trouble.reset();
      } catch (SdkException problem) {
        if (!closed) {
          console.accept(
              mapping.functionId() + ": its queue cannot be read: " + problem.getMessage());
          trouble.take();
        }
      }
    }
  }

  private List<Message> nextBatch() {
    List<Message> batch = new ArrayList<>(receive(mapping.batchSize(), LONG_POLL_SECONDS));
    boolean waitsForMore = !mapping.window().isZero() || mapping.batchSize() > MOST_PER_CALL;
    if (batch.isEmpty() || !waitsForMore) {
      return batch;
    }
    long end = System.nanoTime() + mapping.window().toNanos();
    while (!closed && batch.size() < mapping.batchSize()) {
      long left = Duration.ofNanos(end - System.nanoTime()).toSeconds();
      List<Message> more =
          receive(mapping.batchSize() - batch.size(), Math.clamp(left, 0, LONG_POLL_SECONDS));
      batch.addAll(more);
      if (more.isEmpty() && System.nanoTime() >= end) {
        return batch;
      }
    }
    return batch;
  }

  private List<Message> receive(int most, int waitSeconds) {
    return queues
        .receiveMessage(
            request ->
                request
                    .queueUrl(queueUrl)
                    .maxNumberOfMessages(Math.min(most, MOST_PER_CALL))
                    .waitTimeSeconds(waitSeconds)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private void handle(List<Message> received) {
    List<Message> wanted = new ArrayList<>();
    List<Message> done = new ArrayList<>();
    for (Message message : received) {
      // As on AWS, a message that the filter does not want is deleted unseen.
      (mapping.filter().match(SqsEvents.record(message, mapping.queueArn())) ? wanted : done)
          .add(message);
    }
    if (!wanted.isEmpty()) {
      done.addAll(succeeded(wanted));
    }
    delete(done);
  }

  private List<Message> succeeded(List<Message> batch) {
    byte[] event = Json.bytes(SqsEvents.event(batch, mapping.queueArn()));
    return switch (function.invoke(event, traceOf(batch))) {
      case InvocationResult.Failed _ -> List.of();
      case InvocationResult.Answered(byte[] payload) -> {
        if (!mapping.reportsItemFailures()) {
          yield batch;
        }
        Set<String> sent = batch.stream().map(Message::messageId).collect(Collectors.toSet());
        Set<String> failed = new HashSet<>(ItemFailures.of(payload, sent).orElse(sent));
        yield batch.stream().filter(message -> !failed.contains(message.messageId())).toList();
      }
    };
  }

  private static String traceOf(List<Message> batch) {
    return batch.stream()
        .map(
            message ->
                message.attributes().getOrDefault(MessageSystemAttributeName.AWS_TRACE_HEADER, ""))
        .filter(header -> !header.isEmpty())
        .findFirst()
        .orElseGet(TraceId::create);
  }

  private void delete(List<Message> messages) {
    for (int from = 0; from < messages.size(); from += MOST_PER_CALL) {
      List<Message> some = messages.subList(from, Math.min(from + MOST_PER_CALL, messages.size()));
      queues.deleteMessageBatch(
          request ->
              request
                  .queueUrl(queueUrl)
                  .entries(
                      some.stream()
                          .map(
                              message ->
                                  DeleteMessageBatchRequestEntry.builder()
                                      .id(message.messageId())
                                      .receiptHandle(message.receiptHandle())
                                      .build())
                          .toList()));
    }
  }

  @Override
  public void close() {
    closed = true;
    long end = System.nanoTime() + LAST_BATCH.toNanos();
    for (Thread poller : pollers) {
      try {
        if (!poller.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
          poller.interrupt();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        poller.interrupt();
      }
    }
  }
}
