package io.orderwire.poller;

import static io.orderwire.poller.PollerStage.NOON;
import static io.orderwire.poller.PollerStage.STORE;
import static io.orderwire.poller.PollerStage.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connectors.Connectors;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.model.PlatformId;
import io.orderwire.poller.Worker.End;
import io.orderwire.port.Subject;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.TestConnector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Orders that are read again by their ids.
class RereadTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final PollerStage stage = new PollerStage();

  @Test
  void anOpenOrderThatChangedWithoutItsTimeIsHandedOverOnce() {
    stage.known(order("1", -60, "10.00"));
    reread();
    stage.takeIn();
    stage.shop.has(order("1", -60, "12.00"));
    assertThat(reread().enqueued()).isEqualTo(1);
    assertThat(stage.intake.queue().messages().getLast().kind()).isEqualTo(IntakeKind.ROW);
    assertThat(reread().enqueued()).isZero();
  }

  @Test
  void anUnchangedStoreCostsItsCallsToTheCartAndNoWrite() {
    for (int number = 1; number <= 7; number++) {
      stage.known(order("o" + number, -60, "10.00"));
    }
    reread();
    stage.takeIn();
    stage.calls.clear();
    assertThat(reread().end()).isEqualTo(End.DONE);
    assertThat(stage.calls)
        .containsExactly(
            Step.STORES_READ,
            Step.POLLING_READ,
            Step.LEDGER_READ,
            Step.CART_CALL,
            Step.CART_CALL,
            Step.CART_CALL);
  }

  @Test
  void anEmptyStoreIsNotCalledAtAll() {
    reread();
    assertThat(stage.calls).containsExactly(Step.STORES_READ, Step.POLLING_READ, Step.LEDGER_READ);
  }

  @Test
  void closedOrdersAreReadForAShortWhileAndOpenOnesForLonger() {
    stage.known(order("open", -60, "10.00"));
    stage.known(order("closed", -60, "10.00").put("cancelled", true));
    assertThat(reread().rows()).isEqualTo(2);
    stage.clock.advance(DAY.multipliedBy(4));
    assertThat(reread().rows()).isEqualTo(1);
    stage.clock.advance(DAY.multipliedBy(27));
    assertThat(reread().rows()).isZero();
  }

  @Test
  void anOrderThatIsGoneIsAskedForOnce() {
    stage.known(order("1", -60, "10.00"));
    stage.known(order("2", -60, "10.00"));
    stage.shop.hasNot("2");
    reread();
    assertThat(stage.enqueued()).as("recorded just now").doesNotContain("2");
    stage.clock.advance(Duration.ofMinutes(11));
    reread();
    assertThat(stage.intake.queue().messages().getLast().kind()).isEqualTo(IntakeKind.MISSING);
    assertThat(stage.enqueued()).containsOnlyOnce("2");
    assertThat(reread().enqueued()).isZero();
  }

  @Test
  void aCancelledOrderThatIsGoneIsNotAskedForAgain() {
    stage.record(order("1", -60, "10.00").put("cancelled", true), Cause.WEBHOOK);
    stage.clock.advance(Duration.ofMinutes(11));
    assertThat(reread().enqueued()).isZero();
  }

  /// Orders of the test platform are placed in 1970.
  @Test
  void anOrderBeyondThePlatformsHorizonIsNotMissing() {
    stage.record(order("1", -60, "10.00"), Cause.WEBHOOK);
    Subject subject = Subject.order(STORE, new ExternalId("1"));
    var later = NOON.plus(DAY);
    assertThat(missing("woocommerce").version(subject, later)).contains("1");
    assertThat(missing("shopify").version(subject, later)).isEmpty();
  }

  private MissingOrders missing(String platform) {
    return new MissingOrders(
        stage.ledger,
        Connectors.all().stream()
            .map(connector -> connector.descriptor())
            .filter(facts -> facts.id().equals(new PlatformId(platform)))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void outOfTimeItGoesOnBehindTheLastBatch() {
    for (int number = 1; number <= 7; number++) {
      stage.known(order("o" + number, -60, "10.00"));
    }
    stage.callTakes = Duration.ofSeconds(30);
    assertThat(stage.run(PollJob.due(STORE, PollJob.REREAD), Duration.ofSeconds(40)).end())
        .isEqualTo(End.CONTINUED);
    PollJob next = stage.jobs.queue().messages().getFirst();
    assertThat(stage.run(next).end()).isEqualTo(End.DONE);
    assertThat(stage.enqueued()).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void aCallThatFailsIsMadeAgainFromWhereItWas() {
    for (int number = 1; number <= 7; number++) {
      stage.known(order("o" + number, -60, "10.00"));
    }
    int[] left = {2};
    stage.faults =
        (step, moment) -> {
          if (step == Step.CART_CALL && --left[0] == 0) {
            stage.shop.answersNext(429, Map.of("retry-after", "1200"));
          }
        };
    assertThat(reread().end()).isEqualTo(End.POSTPONED);
    stage.clock.advance(Duration.ofMinutes(15));
    assertThat(stage.enqueued()).containsExactly("o1", "o2", "o3");
    assertThat(stage.run(stage.jobs.queue().receive(1).getFirst().message()).end())
        .isEqualTo(End.DONE);
    assertThat(stage.enqueued()).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void aVersionThatIsRecordedMeanwhileIsFoundInTheFeed() {
    stage.known(order("1", -60, "10.00"));
    reread();
    stage.takeIn();
    stage.clock.advance(Duration.ofMinutes(30));
    stage.known(order("2", 1700, "5.00"));
    reread();
    assertThat(stage.enqueued()).isEqualTo(List.of("2"));
  }

  /// Where looking again does not bring the order, a fetch must be worth it.
  @Test
  void aGlanceIsFollowedOnlyByWhatTheOtherLoopsCannotFind() {
    PollerStage glancing = new PollerStage(Map.of(TestConnector.GLANCES, "yes"));
    PollJob job = PollJob.due(STORE, PollJob.REREAD);
    glancing.known(order("1", -60, "10.00"));
    assertThat(glancing.run(job).enqueued()).as("held as it looks").isZero();
    glancing.known(order("1", -30, "11.00"));
    assertThat(glancing.run(job).enqueued()).as("its time moved and is held").isZero();
    glancing.shop.has(order("1", -30, "11.00").put("shipped", true));
    assertThat(glancing.run(job).enqueued()).as("its time did not move").isEqualTo(1);
    assertThat(glancing.intake.queue().messages().getLast().kind()).isEqualTo(IntakeKind.CONFIRM);
    glancing.shop.has(order("1", -20, "11.00").put("shipped", true));
    assertThat(glancing.run(job).enqueued()).as("its time moved unheard").isEqualTo(1);
    assertThat(glancing.run(job).enqueued()).isZero();
  }

  private Worker.Report reread() {
    return stage.run(PollJob.due(STORE, PollJob.REREAD));
  }
}
