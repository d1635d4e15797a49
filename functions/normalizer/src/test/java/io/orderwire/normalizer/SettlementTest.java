package io.orderwire.normalizer;

import static io.orderwire.normalizer.Stage.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.message.EventType;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.Evidence;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.TotalsState;
import io.orderwire.normalizer.Outcome.What;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When a fetched order is taken for settled, and what becomes of one that is not.
class SettlementTest {
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final int JUST_NOW = 3600;

  private final Stage stage = new Stage();

  @Test
  void twoReadsThatAgreeAndAddUpCommitAtOnce() {
    stage.shop.has(order("1", JUST_NOW, "paid"));
    assertThat(stage.one(stage.webhook(order("1", JUST_NOW, "paid")))).isEqualTo(What.RECORDED);
    assertThat(stage.types("1")).containsExactly(EventType.ORDER_COMMITTED);
    assertThat(stage.intake.queue().isEmpty()).isTrue();
  }

  @Test
  void aHalfWrittenOrderIsHeldReadAgainAndThenCommitted() {
    ObjectNode half = order("1", JUST_NOW, "paid").put("stated", "15.00");
    stage.shop.has(half);
    assertThat(stage.one(stage.webhook(half))).isEqualTo(What.HELD);
    assertThat(stage.types("1")).containsExactly(EventType.ORDER_PENDING);
    assertThat(stage.newest("1").lifecycle().status()).isEqualTo(OrderStatus.PAID);
    assertThat(stage.newest("1").commitment().state()).isEqualTo(CommitmentState.OBSERVED);
    stage.shop.has(order("1", JUST_NOW + 4, "paid").put("total", "15.00"));
    stage.drain();
    assertThat(stage.types("1"))
        .containsExactly(EventType.ORDER_PENDING, EventType.ORDER_COMMITTED);
    assertThat(stage.newest("1").totals().state()).isEqualTo(TotalsState.BALANCED);
    assertThat(stage.newest("1").lifecycle().status()).isEqualTo(OrderStatus.READY_FOR_FULFILLMENT);
  }

  /// A plugin that takes a gift card off the total without a line: it never adds up.
  @Test
  void whatNeverAddsUpCommitsAfterTheSettlingTime() {
    ObjectNode odd = order("1", JUST_NOW, "paid").put("stated", "7.00");
    stage.shop.has(odd);
    stage.process(stage.webhook(odd));
    stage.clock.advance(SETTLING.minusSeconds(1));
    assertThat(stage.intake.queue().receive(1)).isEmpty();
    stage.drain();
    assertThat(stage.types("1"))
        .containsExactly(EventType.ORDER_PENDING, EventType.ORDER_COMMITTED);
    assertThat(stage.newest("1").totals().state()).isEqualTo(TotalsState.UNEXPLAINED);
  }

  @Test
  void readsThatDisagreeAreWaitedFor() {
    stage.shop.has(order("1", JUST_NOW, "paid").put("total", "12.00"));
    assertThat(stage.one(stage.webhook(order("1", JUST_NOW - 1, "paid")))).isEqualTo(What.HELD);
    stage.drain();
    assertThat(stage.types("1"))
        .containsExactly(EventType.ORDER_PENDING, EventType.ORDER_COMMITTED);
    assertThat(stage.newest("1").totals().display().grandTotal().amount()).hasToString("12.00");
  }

  @Test
  void aSecondLookThatChangesNothingCommitsBeforeTheTimeIsOver() {
    stage.shop.has(order("1", JUST_NOW, "paid"));
    byte[] named = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(stage.one(stage.delivery("order-thin", named))).isEqualTo(What.HELD);
    assertThat(stage.types("1")).containsExactly(EventType.ORDER_PENDING);
    stage.clock.advance(Duration.ofSeconds(1));
    assertThat(stage.one(stage.webhook(order("1", JUST_NOW, "paid")))).isEqualTo(What.RECORDED);
    assertThat(stage.types("1"))
        .containsExactly(EventType.ORDER_PENDING, EventType.ORDER_COMMITTED);
    stage.drain();
    assertThat(stage.versions("1")).hasSize(2);
  }

  @Test
  void aListedOrderThatHasBeenQuietIsSettledWhateverItsTotalsSay() {
    ObjectNode odd = order("1", 0, "paid").put("stated", "7.00");
    stage.shop.has(odd);
    assertThat(stage.one(stage.row(odd))).isEqualTo(What.RECORDED);
    assertThat(stage.types("1")).containsExactly(EventType.ORDER_COMMITTED);
  }

  @Test
  void aCartWhoseClockRunsAheadIsWaitedForOnlySoOften() {
    ObjectNode ahead = order("1", 9 * JUST_NOW, "paid").put("stated", "7.00");
    stage.shop.has(ahead);
    stage.process(stage.webhook(ahead));
    int asked = stage.shop.requests().size();
    stage.drain();
    assertThat(stage.types("1"))
        .containsExactly(EventType.ORDER_PENDING, EventType.ORDER_COMMITTED);
    assertThat(stage.shop.requests().size() - asked).isEqualTo(4);
  }

  /// Whichever delivery brings the evidence: the time is the evidence's own.
  @Test
  void committedSinceTheEvidenceAndNotSinceTheDelivery() {
    String paidAt = Stage.NOON.plusSeconds(20).toString();
    ObjectNode paid = order("1", 25, "paid").put("paid_at", paidAt);
    ObjectNode shipped = order("1", 90, "paid").put("paid_at", paidAt).put("shipped", true);
    for (List<ObjectNode> arrival : List.of(List.of(paid, shipped), List.of(shipped, paid))) {
      Stage fresh = new Stage();
      for (ObjectNode each : arrival) {
        fresh.shop.has(each);
        fresh.process(fresh.webhook(each));
        fresh.drain();
      }
      assertThat(fresh.newest("1").commitment().since()).contains(Stage.NOON.plusSeconds(20));
      assertThat(fresh.newest("1").commitment().evidence())
          .containsExactly(new Evidence("money_in", "paid", Optional.of(Instant.parse(paidAt))));
      assertThat(fresh.types("1").stream().filter(EventType.ORDER_COMMITTED::equals)).hasSize(1);
    }
  }
}
