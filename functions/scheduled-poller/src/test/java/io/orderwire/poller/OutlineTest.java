package io.orderwire.poller;

import static io.orderwire.poller.PollerStage.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.Page;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Money;
import io.orderwire.poller.Comparison.Verdict;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.Subject;
import io.orderwire.testkit.TestConnector;
import java.util.Map;
import java.util.Optional;
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

  /// Of an order whose parts change without it, the listing's own time is older than what is held.
  @Test
  void whatAPartStatesIsTheTimeThatIsCompared() {
    stage.known(order("1", -60, "10.00"));
    Page.Row row =
        new Page.Row(
            Page.Kind.ORDER,
            new ExternalId("1"),
            PollerStage.NOON.minusSeconds(90),
            Optional.empty());
    assertThat(verdict(row)).isEqualTo(Verdict.EQUAL);
    assertThat(verdict(row.withLatest(PollerStage.NOON.minusSeconds(60)))).isEqualTo(Verdict.EQUAL);
    assertThat(verdict(row.withLatest(PollerStage.NOON.minusSeconds(30)))).isEqualTo(Verdict.STALE);
    Page.Worth other = new Page.Worth(Money.of("11.00", "EUR"), Money.of("0", "EUR"));
    assertThat(
            verdict(
                row.withLatest(PollerStage.NOON.minusSeconds(60)).withWorth(Optional.of(other))))
        .isEqualTo(Verdict.STALE);
  }

  private Verdict verdict(Page.Row row) {
    Subject subject = Subject.order(PollerStage.STORE, row.id());
    return Comparison.of(row, stage.ledger.newest(subject, Consistency.STRONG)).verdict();
  }

  private Worker.Report poll() {
    return stage.run(PollJob.due(PollerStage.STORE, PollJob.ORDERS));
  }
}
