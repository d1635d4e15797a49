package io.orderwire.poller;

import static io.orderwire.poller.PollerStage.NOON;
import static io.orderwire.poller.PollerStage.STORE;
import static io.orderwire.poller.PollerStage.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData.Reconciled;
import io.orderwire.message.EventData.Scope;
import io.orderwire.message.PollJob;
import io.orderwire.model.Money;
import io.orderwire.poller.Worker.End;
import io.orderwire.port.AskedPolls.Asked;
import io.orderwire.testkit.Faults.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The completeness certificate.
class ReconcileTest {
  private static final int HOUR = 3600;

  private final PollerStage stage = new PollerStage();

  @Test
  void whatIsHeldAsListedIsCertifiedAtOnce() {
    stage.known(order("1", -HOUR, "10.00"));
    stage.known(order("2", -HOUR + 1, "20.00"));
    Reconciled certificate = reconciled();
    assertThat(certificate.complete()).isTrue();
    assertThat(certificate.cartCount()).isEqualTo(2);
    assertThat(certificate.heldCount()).isEqualTo(2);
    assertThat(certificate.late()).as("recorded an hour after they changed").isEqualTo(2);
    assertThat(numbers(certificate)).containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(certificate.drift()).isEmpty();
    assertThat(certificate.scope()).isEqualTo(Scope.ROLLING);
    assertThat(certificate.to()).isEqualTo(NOON.minus(Duration.ofMinutes(2)));
    assertThat(stage.intake.queue().isEmpty()).isTrue();
  }

  @Test
  void anOrderThatIsMissingIsRepairedBeforeItIsCertified() {
    stage.known(order("1", -HOUR, "10.00"));
    stage.shop.has(order("2", -HOUR, "32.50"));
    stage.run(PollJob.due(STORE, PollJob.RECONCILE));
    assertThat(stage.certificates()).as("not before the second look").isEmpty();
    stage.settle();
    Reconciled certificate = stage.certificates().getFirst();
    assertThat(certificate.complete()).isTrue();
    assertThat(certificate.cartCount()).isEqualTo(2);
    assertThat(certificate.heldCount()).isEqualTo(1);
    assertThat(certificate.missing()).isEqualTo(1);
    assertThat(certificate.missed()).isEqualTo(1);
    assertThat(certificate.repaired()).isEqualTo(1);
    assertThat(certificate.drift()).containsExactly(Money.of("32.50", "EUR"));
  }

  @Test
  void anOlderStateIsRepairedToo() {
    stage.known(order("1", -2 * HOUR, "10.00"));
    stage.shop.has(order("1", -HOUR, "12.00"));
    Reconciled certificate = reconciled();
    assertThat(numbers(certificate)).containsExactly(0, 1, 1, 0, 1, 0);
    assertThat(certificate.drift()).containsExactly(Money.of("2.00", "EUR"));
    assertThat(certificate.complete()).isTrue();
  }

  @Test
  void anotherWorthAtTheSameTimeIsStale() {
    stage.known(order("1", -HOUR, "10.00"));
    stage.shop.has(order("1", -HOUR, "9.00"));
    stage.run(PollJob.due(STORE, PollJob.RECONCILE));
    assertThat(stage.enqueued()).containsExactly("1");
  }

  @Test
  void aStateThatIsNewerThanListedIsNoGap() {
    stage.shop.has(order("1", -2 * HOUR, "10.00"));
    stage.record(order("1", -HOUR, "12.00"), Cause.WEBHOOK);
    assertThat(reconciled().stale()).isZero();
  }

  @Test
  void whatCannotBeRepairedMakesTheCertificateIncomplete() {
    stage.known(order("1", -HOUR, "10.00"));
    stage.shop.has(order("2", -HOUR, "32.50"));
    stage.run(PollJob.due(STORE, PollJob.RECONCILE));
    while (stage.certificates().isEmpty()) {
      stage.clock.advance(Duration.ofMinutes(1));
      stage.jobs.queue().receive(1).forEach(received -> stage.run(received.message()));
    }
    Reconciled certificate = stage.certificates().getFirst();
    assertThat(certificate.complete()).isFalse();
    assertThat(certificate.unresolved()).isEqualTo(1);
    assertThat(certificate.repaired()).isZero();
    assertThat(stage.metrics.of("reconciled_unresolved")).isEqualTo(1);
  }

  @Test
  void anOrderThatTheCartHasNoMoreIsAGhost() {
    stage.known(order("1", -60, "10.00"));
    stage.known(order("2", -60, "20.00"));
    stage.known(order("moved", -60, "30.00"));
    stage.shop.hasNot("2");
    stage.shop.has(order("moved", 1700, "30.00"));
    stage.clock.advance(Duration.ofMinutes(20));
    Reconciled certificate = reconciled();
    assertThat(certificate.ghosts()).isEqualTo(1);
    assertThat(certificate.cartCount()).isEqualTo(1);
    assertThat(certificate.heldCount()).isEqualTo(2);
    assertThat(certificate.repaired()).isEqualTo(1);
    assertThat(certificate.complete()).isTrue();
    stage.clock.advance(Duration.ofHours(25));
    assertThat(reconciled().ghosts()).as("closed once and for all").isZero();
  }

  /// Carts do not list drafts.
  @Test
  void aHeldDraftIsNoGhost() {
    stage.known(order("1", -60, "10.00"));
    stage.record(order("2", -60, "20.00").put("draft", true), Cause.WEBHOOK);
    stage.clock.advance(Duration.ofMinutes(20));
    Reconciled certificate = reconciled();
    assertThat(numbers(certificate)).containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(certificate.cartCount()).isEqualTo(1);
    assertThat(certificate.complete()).isTrue();
  }

  @Test
  void ordersThatPollingBroughtAreMissedByWebhooks() {
    stage.shop.has(order("1", -60, "10.00"));
    stage.record(order("1", -60, "10.00"), Cause.POLL);
    stage.clock.advance(Duration.ofMinutes(5));
    Reconciled certificate = reconciled();
    assertThat(certificate.missed()).isEqualTo(1);
    assertThat(certificate.repaired()).isEqualTo(1);
    assertThat(certificate.missing()).isZero();
  }

  @Test
  void aGapThatAWebhookClosesIsNotMissed() {
    stage.shop.has(order("1", -HOUR, "10.00"));
    stage.run(PollJob.due(STORE, PollJob.RECONCILE));
    stage.record(order("1", -HOUR, "10.00"), Cause.WEBHOOK);
    stage.clock.advance(Duration.ofMinutes(1));
    stage.run(stage.jobs.queue().receive(1).getFirst().message());
    Reconciled certificate = stage.certificates().getFirst();
    assertThat(numbers(certificate)).containsExactly(1, 0, 0, 0, 0, 0);
  }

  @Test
  void aSilentStoreIsNotWrittenAndItsWindowGrowsForADay() {
    stage.known(order("1", -HOUR, "10.00"));
    reconciled();
    stage.calls.clear();
    stage.clock.advance(Duration.ofHours(20));
    assertThat(stage.run(PollJob.due(STORE, PollJob.RECONCILE)).end()).isEqualTo(End.DONE);
    assertThat(stage.calls)
        .containsOnly(Step.STORES_READ, Step.POLLING_READ, Step.CART_CALL, Step.LEDGER_READ);
    assertThat(stage.certificates()).hasSize(1);
    stage.clock.advance(Duration.ofHours(5));
    Reconciled silent = reconciled();
    assertThat(silent.from()).isEqualTo(stage.certificates().getFirst().to());
    assertThat(silent.cartCount()).isZero();
    assertThat(silent.comparedHash()).isEqualTo("0".repeat(64));
  }

  @Test
  void windowsFollowEachOtherAndNoOrderIsInTwo() {
    stage.known(order("1", -121, "10.00"));
    stage.known(order("2", -120, "10.00"));
    assertThat(reconciled().cartCount()).isEqualTo(1);
    stage.clock.advance(Duration.ofMinutes(1));
    Reconciled second = reconciled();
    assertThat(second.cartCount()).isEqualTo(1);
    assertThat(second.from()).isEqualTo(stage.certificates().getFirst().to());
  }

  @Test
  void theHashIsOfTheComparedSetWhateverItsPagesAndStretches() {
    for (int number = 1; number <= 20; number++) {
      stage.known(order("o" + number, -number * 5 * HOUR, number + ".00"));
    }
    Reconciled whole = reconciled();
    PollerStage slow = new PollerStage();
    for (int number = 20; number >= 1; number--) {
      slow.known(order("o" + number, -number * 5 * HOUR, number + ".00"));
    }
    slow.callTakes = Duration.ofSeconds(7);
    slow.run(PollJob.due(STORE, PollJob.RECONCILE), Duration.ofSeconds(30));
    int jobs = 1;
    while (slow.certificates().isEmpty()) {
      PollJob next = slow.jobs.queue().receive(1).getFirst().message();
      slow.run(next, Duration.ofSeconds(30));
      assertThat(++jobs).isLessThan(60);
    }
    Reconciled inParts = slow.certificates().getFirst();
    assertThat(jobs).isGreaterThan(2);
    assertThat(inParts.cartCount()).isEqualTo(whole.cartCount()).isEqualTo(20);
    assertThat(inParts.comparedHash()).isEqualTo(whole.comparedHash());
    assertThat(inParts.complete()).isTrue();
  }

  /// A change that the cart's clock dates back by more than the overlap lies before every
  /// watermark.
  @Test
  void theDeepComparisonFindsWhatIsDatedBack() {
    stage.known(order("1", -60, "10.00"));
    stage.run(PollJob.due(STORE, PollJob.ORDERS));
    stage.takeIn();
    stage.clock.advance(Duration.ofMinutes(3));
    reconciled();
    stage.shop.has(order("skewed", -2 * HOUR, "77.00"));
    stage.run(PollJob.due(STORE, PollJob.ORDERS));
    stage.run(PollJob.due(STORE, PollJob.RECONCILE));
    stage.settle();
    assertThat(stage.enqueued()).isEmpty();
    stage.run(PollJob.due(STORE, PollJob.DEEP));
    assertThat(stage.enqueued()).containsExactly("skewed");
    stage.settle();
    Reconciled certificate = stage.certificates().getLast();
    assertThat(certificate.scope()).isEqualTo(Scope.DEEP);
    assertThat(certificate.missing()).isEqualTo(1);
    assertThat(certificate.complete()).isTrue();
  }

  @Test
  void aThrottledCartIsAskedAgainFromTheSameStretch() {
    stage.shop.has(order("1", -HOUR, "10.00"));
    stage.shop.answersNext(429, Map.of("retry-after", "900"));
    assertThat(stage.run(PollJob.due(STORE, PollJob.RECONCILE)).end()).isEqualTo(End.POSTPONED);
    stage.clock.advance(Duration.ofMinutes(16));
    stage.settle();
    assertThat(stage.certificates()).hasSize(1);
    assertThat(stage.certificates().getFirst().missing()).isEqualTo(1);
  }

  @Test
  void anAskedPollEndsWhenWhatItFoundIsThrough() {
    stage.known(order("1", -HOUR, "10.00"));
    stage.shop.has(order("1", -HOUR, "8.00"));
    stage.shop.has(order("2", -30, "32.50"));
    List<String> loops = List.of(PollJob.ORDERS, PollJob.REREAD, PollJob.RECONCILE);
    stage.asked.begin(new Asked(STORE, "p", NOON, loops, List.of()));
    stage.jobs.sendAll(List.of(PollJob.asked(STORE, "p", loops, Optional.empty())));
    for (int round = 0; round < 8; round++) {
      stage.jobs.queue().receive(1).forEach(received -> stage.run(received.message()));
      stage.clock.advance(Duration.ofSeconds(1));
    }
    assertThat(poll().isDone()).as("nothing was taken in yet").isFalse();
    stage.settle();
    assertThat(poll().isDone()).isTrue();
    assertThat(poll().ended().getLast().certificate()).contains(1L);
    Reconciled certificate = stage.certificates().getFirst();
    assertThat(certificate.to()).isAfter(NOON.minusSeconds(1));
    assertThat(certificate.repaired()).isEqualTo(2);
    assertThat(certificate.complete()).isTrue();
  }

  @Test
  void manyGapsAreRepairedWindowByWindow() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11L);
    for (int number = 0; number < 1_000; number++) {
      ObjectNode order = order("o" + number, -random.nextInt(90 * 24 * HOUR), "1.00");
      stage.shop.has(order);
    }
    stage.run(PollJob.due(STORE, PollJob.RECONCILE));
    stage.settle();
    assertThat(stage.certificates().size()).isGreaterThan(1);
    assertThat(stage.certificates()).allMatch(Reconciled::complete);
    assertThat(stage.certificates().stream().mapToLong(Reconciled::repaired).sum())
        .isEqualTo(1_000);
  }

  private Asked poll() {
    return stage.asked.find(STORE, "p").orElseThrow();
  }

  private Reconciled reconciled() {
    int before = stage.certificates().size();
    stage.run(PollJob.due(STORE, PollJob.RECONCILE));
    stage.settle();
    assertThat(stage.certificates()).hasSize(before + 1);
    return stage.certificates().getLast();
  }

  private static List<Integer> numbers(Reconciled certificate) {
    return LongStream.of(
            certificate.missing(),
            certificate.missed(),
            certificate.stale(),
            certificate.ghosts(),
            certificate.repaired(),
            certificate.unresolved())
        .mapToInt(Math::toIntExact)
        .boxed()
        .toList();
  }
}
