package io.orderwire.local.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.local.endpoint.Json;
import io.orderwire.local.endpoint.Patterns;
import io.orderwire.local.lambda.InvocationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class StreamBatchTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final List<List<String>> calls = new ArrayList<>();
  private final List<String> givenUp = new ArrayList<>();

  private static StreamMapping mapping(
      boolean reports, boolean bisects, int retries, Duration age) {
    return new StreamMapping(
        "F",
        "arn:aws:dynamodb:r:1:table/T/stream/s",
        false,
        10,
        reports,
        bisects,
        OptionalInt.of(retries),
        Optional.of(age),
        Optional.empty(),
        1,
        Patterns.of(""));
  }

  private static List<ObjectNode> records(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number -> {
              ObjectNode record = Json.object();
              record
                  .putObject("dynamodb")
                  .put("SequenceNumber", Integer.toString(number))
                  .put("ApproximateCreationDateTime", NOW.getEpochSecond());
              return record;
            })
        .toList();
  }

  /// Runs a batch with a function that answers by the sequence numbers it is given.
  private boolean process(
      StreamMapping mapping, int count, Function<List<String>, InvocationResult> function) {
    Invoker invoker =
        (event, _) -> {
          List<String> sequences = sequences(event);
          calls.add(sequences);
          return function.apply(sequences);
        };
    StreamBatch batch =
        new StreamBatch(
            mapping,
            invoker,
            (records, condition, _) ->
                givenUp.add(condition + records.stream().map(StreamBatch::sequenceOf).toList()),
            Clock.fixed(NOW.plusSeconds(5), ZoneOffset.UTC),
            () -> false);
    return batch.process(records(count));
  }

  private static List<String> sequences(byte[] event) {
    try {
      JsonNode records = Json.parse(event).path("Records");
      return StreamSupport.stream(records.spliterator(), false)
          .map(record -> record.path("dynamodb").path("SequenceNumber").asText())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InvocationResult failing(String sequence) {
    String answer =
        sequence.isEmpty()
            ? "{\"batchItemFailures\":[]}"
            : "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + sequence + "\"}]}";
    return new InvocationResult.Answered(answer.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void splitsUntilTheBadRecordStandsAloneAndKeepsTheOrder() {
    boolean done =
        process(
            mapping(true, true, 1, Duration.ofHours(1)),
            4,
            sequences ->
                sequences.contains("3") ? new InvocationResult.Failed("x", "y") : failing(""));
    assertThat(done).isTrue();
    assertThat(calls)
        .containsExactly(
            List.of("1", "2", "3", "4"),
            List.of("1", "2"),
            List.of("3", "4"),
            List.of("3"),
            List.of("3"),
            List.of("4"));
    assertThat(givenUp).containsExactly("RetryAttemptsExhausted[3]");
  }

  @Test
  void goesOnFromTheFirstItemThatFailed() {
    process(
        mapping(true, false, 3, Duration.ofHours(1)),
        4,
        sequences -> calls.size() == 1 ? failing("3") : failing(""));
    assertThat(calls).containsExactly(List.of("1", "2", "3", "4"), List.of("3", "4"));
    assertThat(givenUp).isEmpty();
  }

  @Test
  void takesAnUnknownIdentifierForAFailureOfTheWholeBatch() {
    process(
        mapping(true, false, 1, Duration.ofHours(1)),
        2,
        _ -> calls.size() == 1 ? failing("77") : failing(""));
    assertThat(calls).containsExactly(List.of("1", "2"), List.of("1", "2"));
  }

  @Test
  void givesUpWhatIsTooOld() {
    process(
        mapping(false, false, 100, Duration.ofSeconds(1)),
        2,
        _ -> new InvocationResult.Failed("x", "y"));
    assertThat(calls).hasSize(1);
    assertThat(givenUp).containsExactly("MaximumRecordAgeExceeded[1, 2]");
  }

  @Test
  void readsSchedules() {
    assertThat(Expression.parse("rate(5 minutes)", "UTC").next(NOW)).contains(NOW.plusSeconds(300));
    assertThat(Expression.parse("cron(0/15 8-17 ? * MON-FRI *)", "UTC").next(NOW))
        .contains(Instant.parse("2026-11-23T12:15:00Z"));
    // In AWS's notation 1 is Sunday.
    assertThat(Expression.parse("cron(0 12 ? * 1 *)", "UTC").next(NOW))
        .contains(Instant.parse("2026-11-29T12:00:00Z"));
    assertThat(Expression.parse("cron(0 9 L * ? *)", "Europe/Berlin").next(NOW))
        .contains(Instant.parse("2026-11-30T08:00:00Z"));
    assertThat(Expression.parse("at(2026-11-24T00:00:00)", "UTC").next(NOW))
        .contains(Instant.parse("2026-11-24T00:00:00Z"));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> Expression.parse("rate(5 fortnights)", "UTC"))
        .hasMessageContaining("rate(5 fortnights)");
  }
}
