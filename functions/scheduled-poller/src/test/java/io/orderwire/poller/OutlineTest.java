package io.orderwire.poller;

import static io.orderwire.poller.PollerStage.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.message.IntakeKind;
import io.orderwire.message.PollJob;
import io.orderwire.testkit.TestConnector;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where changed orders are listed in outline, only what is not held so is fetched.
class OutlineTest {
  private final PollerStage stage = new PollerStage(Map.of(TestConnector.OUTLINES, "yes"));

  @Test
  void whatIsHeldAsTheCartTellsIsNotFetched() {
    stage.known(order("1", -60, "10.00"));
    assertThat(poll().enqueued()).isZero();
    stage.known(order("1", -30, "11.00"));
    assertThat(poll().enqueued()).as("its time moved and is held").isZero();
  }

  @Test
  void whatIsNotHeldIsFetchedOnce() {
    stage.shop.has(order("1", -60, "10.00"));
    assertThat(poll().enqueued()).isEqualTo(1);
    assertThat(stage.intake.queue().messages().getLast().kind()).isEqualTo(IntakeKind.CONFIRM);
    assertThat(poll().enqueued()).isZero();
  }

  @Test
  void aSecondChangeWithinOneTickIsSeenByHowTheOrderStands() {
    stage.known(order("1", -60, "10.00"));
    stage.shop.has(order("1", -60, "10.00").put("payment", "paid"));
    assertThat(poll().enqueued()).isEqualTo(1);
    assertThat(poll().enqueued()).as("handed over already").isZero();
    stage.shop.has(order("1", -60, "10.00").put("payment", "paid").put("shipped", true));
    assertThat(poll().enqueued()).isEqualTo(1);
  }

  private Worker.Report poll() {
    return stage.run(PollJob.due(PollerStage.STORE, PollJob.ORDERS));
  }
}
