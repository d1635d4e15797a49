package io.orderwire.local.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.local.endpoint.Json;
import io.orderwire.local.lambda.InvocationResult;
import io.orderwire.local.lambda.TraceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Brings one batch of stream records to its end: delivered, or given up as the mapping says. Order
/// is kept: nothing after a record is delivered before it is.
///
/// Source: Lambda developer guide, "Process DynamoDB records with Lambda" (retries, bisection,
/// partial batch responses).
final class StreamBatch {
  private final StreamMapping mapping;
  private final Invoker function;
  private final GivenUp givenUp;
  private final Clock clock;
  private final BooleanSupplier stopped;

  /// Is told of records that nobody will deliver any more.
  interface GivenUp {
    /// Tells of the records that stood together in one batch.
    ///
    /// @param condition AWS's word for why, for example `RetryAttemptsExhausted`
    /// @param attempts how often the function was called with them
    void tell(List<ObjectNode> records, String condition, int attempts);
  }

  StreamBatch(
      StreamMapping mapping,
      Invoker function,
      GivenUp givenUp,
      Clock clock,
      BooleanSupplier stopped) {
    this.mapping = mapping;
    this.function = function;
    this.givenUp = givenUp;
    this.clock = clock;
    this.stopped = stopped;
  }

  /// True when the batch has come to its end; false when the runner stops before it did.
  boolean process(List<ObjectNode> records) {
    List<ObjectNode> remaining = records;
    Pause pause = new Pause(Duration.ofMillis(100), Duration.ofSeconds(30));
    for (int attempts = 1; !remaining.isEmpty(); attempts++) {
      if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
        return false;
      }
      Outcome outcome = invoke(remaining);
      if (outcome.wholeBatchFailed() && mapping.bisects() && remaining.size() > 1) {
        int middle = remaining.size() / 2;
        return process(remaining.subList(0, middle))
            && process(remaining.subList(middle, remaining.size()));
      }
      if (outcome.remaining().size() < remaining.size()) {
        // Some were delivered: the count is of tries with the record that now stands first.
        attempts = 1;
        pause.reset();
      }
      remaining = outcome.remaining();
      if (!remaining.isEmpty()) {
        Optional<String> condition = hopeless(remaining, attempts);
        if (condition.isPresent()) {
          givenUp.tell(remaining, condition.get(), attempts);
          return true;
        }
        pause.take();
      }
    }
    return true;
  }

  private record Outcome(List<ObjectNode> remaining, boolean wholeBatchFailed) {}

  private Outcome invoke(List<ObjectNode> records) {
    byte[] event = Json.bytes(StreamEvents.event(records));
    return switch (function.invoke(event, TraceId.create())) {
      case InvocationResult.Failed _ -> new Outcome(records, true);
      case InvocationResult.Answered(byte[] payload) ->
          mapping.reportsItemFailures()
              ? reported(records, payload)
              : new Outcome(List.of(), false);
    };
  }

  /// The lowest sequence number that failed is the checkpoint: it and all after it are tried again.
  private static Outcome reported(List<ObjectNode> records, byte[] payload) {
    Set<String> sent = records.stream().map(StreamBatch::sequenceOf).collect(Collectors.toSet());
    Optional<Set<String>> failed = ItemFailures.of(payload, sent);
    if (failed.isEmpty()) {
      return new Outcome(records, true);
    }
    for (int i = 0; i < records.size(); i++) {
      if (failed.get().contains(sequenceOf(records.get(i)))) {
        return new Outcome(records.subList(i, records.size()), false);
      }
    }
    return new Outcome(List.of(), false);
  }

  static String sequenceOf(ObjectNode streamRecord) {
    return streamRecord.path("dynamodb").path("SequenceNumber").asText();
  }

  private Optional<String> hopeless(List<ObjectNode> records, int attempts) {
    if (mapping.retries().isPresent() && attempts > mapping.retries().getAsInt()) {
      return Optional.of("RetryAttemptsExhausted");
    }
    Instant oldest =
        Instant.ofEpochSecond(
            records.getFirst().path("dynamodb").path("ApproximateCreationDateTime").longValue());
    boolean tooOld =
        mapping.longestAge().isPresent()
            && oldest.plus(mapping.longestAge().get()).isBefore(clock.instant());
    return tooOld ? Optional.of("MaximumRecordAgeExceeded") : Optional.empty();
  }
}
