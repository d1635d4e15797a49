package io.orderwire.poller;

import static io.orderwire.poller.PollerStage.NOON;
import static io.orderwire.poller.PollerStage.STORE;
import static io.orderwire.poller.PollerStage.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.json.Json;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.poller.Worker.End;
import io.orderwire.port.Stores.Polling;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.TestShop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// What a poll asks for and how far its watermark moves, by carts whose clocks tick in seconds, are
/// wrong, and answer too late.
class WindowsTest {
  private static final Duration OVERLAP = Duration.ofMinutes(2);
  private static final int SEEDS = 120;

  private final PollerStage stage = new PollerStage();

  @Test
  void theWatermarkIsTheCartsTimeAndNeverOurs() {
    stage.shop.has(order("1", -3_000, "1.00"));
    stage.clock.advance(Duration.ofHours(5));
    poll();
    assertThat(watermark()).isEqualTo(NOON.minusSeconds(3_000));
    stage.clock.advance(Duration.ofHours(5));
    poll();
    assertThat(watermark()).as("nothing was listed").isEqualTo(NOON.minusSeconds(3_000));
  }

  @Test
  void whatChangesInTheSecondOfTheWatermarkIsFound() {
    stage.shop.has(order("1", 0, "1.00"));
    poll();
    stage.shop.has(order("2", 0, "1.00"));
    stage.shop.has(order("1", 0, "2.00"));
    poll();
    assertThat(stage.enqueued()).containsExactly("1", "1", "2");
  }

  /// A page ends within a second in which more changed than fits a page.
  @Test
  void equalTimesAreListedAcrossPages() {
    for (int number = 0; number < 4 * TestShop.PAGE_SIZE; number++) {
      stage.shop.has(order("o" + number, -1, "1.00"));
    }
    poll();
    assertThat(stage.enqueued()).hasSize(4 * TestShop.PAGE_SIZE).doesNotHaveDuplicates();
  }

  @Test
  void aClockThatIsWrongByLessThanTheOverlapHidesNothing() {
    stage.shop.has(order("1", 0, "1.00"));
    poll();
    stage.shop.has(order("dated-back", 1 - (int) OVERLAP.toSeconds(), "1.00"));
    poll();
    assertThat(stage.enqueued()).containsExactly("1", "dated-back");
    assertThat(watermark()).isEqualTo(NOON);
  }

  @Test
  void aPageThatFailsInTheMiddleIsAskedForAgainAndNothingElse() {
    for (int number = 1; number <= 3 * TestShop.PAGE_SIZE; number++) {
      stage.shop.has(order("o%02d".formatted(number), -100 + number, "1.00"));
    }
    int[] left = {2};
    stage.faults =
        (step, moment) -> {
          if (step == Step.CART_CALL && --left[0] == 0) {
            stage.shop.answersNext(429, Map.of("retry-after", "800"));
          }
        };
    assertThat(poll().end()).isEqualTo(End.POSTPONED);
    assertThat(watermark()).isEqualTo(NOON.minusSeconds(100 - TestShop.PAGE_SIZE));
    // What was to come moves on meanwhile: nothing may be passed over.
    stage.shop.has(order("o04", 300, "2.00"));
    stage.clock.advance(Duration.ofMinutes(14));
    stage.jobs.queue().receive(1).forEach(received -> stage.run(received.message()));
    assertThat(stage.enqueued()).hasSize(3 * TestShop.PAGE_SIZE).doesNotHaveDuplicates();
    assertThat(watermark()).isEqualTo(NOON.plusSeconds(300));
  }

  /// Changes of many orders by a clock that is off and ticks in seconds, polls in between, pages
  /// that are throttled or fail: at the end the normalizer has been handed the last state of each.
  @Test
  void underEverySeedTheLastStateIsHandedOver() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      PollerStage each = new PollerStage();
      Duration wrong = Duration.ofSeconds(random.nextInt(-300, 300));
      Map<String, ObjectNode> last = new LinkedHashMap<>();
      for (int step = 0; step < 60; step++) {
        switch (random.nextInt(5)) {
          case 0, 1 -> change(each, random, wrong, last);
          case 2 -> {
            fail(each, random);
            each.run(PollJob.due(STORE));
          }
          case 3 -> each.jobs.queue().receive(1).forEach(received -> each.run(received.message()));
          default -> each.clock.advance(Duration.ofMillis(random.nextInt(60_000)));
        }
      }
      for (int again = 0; again < 20; again++) {
        each.clock.advance(Duration.ofMinutes(15));
        each.jobs.queue().redrive();
        each.jobs.queue().receive(10).forEach(received -> each.run(received.message()));
        each.run(PollJob.due(STORE));
      }
      assertThat(handedOver(each)).as("seed %d", seed).containsAllEntriesOf(texts(last));
    }
  }

  private static void change(
      PollerStage stage, RandomGenerator random, Duration wrong, Map<String, ObjectNode> last) {
    int changes = 1 + random.nextInt(7);
    for (int number = 0; number < changes; number++) {
      String id = "o" + random.nextInt(15);
      Instant at =
          stage
              .clock
              .instant()
              .plus(wrong)
              .minusSeconds(random.nextInt((int) OVERLAP.toSeconds() / 2))
              .truncatedTo(ChronoUnit.SECONDS);
      ObjectNode order =
          TestShop.order(id, at, "pending").put("total", random.nextInt(1, 9_999) + ".00");
      stage.shop.has(order);
      last.put(id, order);
    }
  }

  private static void fail(PollerStage stage, RandomGenerator random) {
    for (int call = random.nextInt(4); call > 0; call--) {
      stage.shop.answersNext(random.nextBoolean() ? 503 : 429, Map.of("retry-after", "30"));
    }
  }

  private static Map<String, String> handedOver(PollerStage stage) {
    Map<String, String> last = new LinkedHashMap<>();
    for (IntakeMessage message : stage.intake.queue().messages()) {
      String text = new String(message.body().inline().orElseThrow(), StandardCharsets.UTF_8);
      last.put(message.subject().orElseThrow().value(), text);
    }
    return last;
  }

  private static Map<String, String> texts(Map<String, ObjectNode> orders) {
    Map<String, String> texts = new LinkedHashMap<>();
    orders.forEach((id, order) -> texts.put(id, Json.text(order)));
    return texts;
  }

  private Worker.Report poll() {
    return stage.run(PollJob.due(STORE));
  }

  private Instant watermark() {
    return stage.polling(PollJob.ORDERS).map(Polling::watermark).orElseThrow();
  }
}
