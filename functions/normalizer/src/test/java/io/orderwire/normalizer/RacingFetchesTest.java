package io.orderwire.normalizer;

import static io.orderwire.normalizer.Stage.NOON;
import static io.orderwire.normalizer.Stage.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.Order;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.testkit.Faults;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The cart is asked, and its answer is not the last word: another invocation asked later and wrote
/// first, or the answer came from a copy that lags behind.
class RacingFetchesTest {
  private final InBetween inBetween = new InBetween();
  private final Stage stage = new Stage(inBetween);

  /// Does something once, when the cart has answered and before the answer is recorded.
  private static final class InBetween implements Faults {
    private Runnable work = () -> {};
    private boolean asked;

    @Override
    public void at(Step step, Moment moment) {
      if (step == Step.CART_CALL) {
        asked = true;
      } else if (asked && step == Step.LEDGER_READ && moment == Moment.BEFORE) {
        asked = false;
        Runnable once = work;
        work = () -> {};
        once.run();
      }
    }
  }

  @Test
  void anAnswerThatAnotherOneOfTheSameSecondOvertookIsAskedForAgain() {
    stage.shop.has(order("1", 0, "pending").put("total", "10.00"));
    inBetween.work =
        () -> {
          stage.clock.advance(Duration.ofMillis(5));
          stage.shop.has(order("1", 0, "pending").put("total", "12.00"));
          assertThat(stage.one(thin("1"))).isEqualTo(What.RECORDED);
        };
    assertThat(stage.one(thin("1"))).isEqualTo(What.DUPLICATE);
    assertThat(stage.versions("1")).hasSize(1);
    assertThat(total("1")).isEqualTo("12.00");
    assertThat(stage.shop.requests()).hasSize(3);
  }

  @Test
  void anAnswerThatNothingOvertookIsRecordedWithoutAskingAgain() {
    stage.process(stage.webhook(order("1", 0, "pending").put("total", "10.00")));
    stage.clock.advance(Duration.ofMillis(5));
    stage.shop.has(order("1", 0, "pending").put("total", "12.00"));
    assertThat(stage.one(thin("1"))).isEqualTo(What.RECORDED);
    assertThat(total("1")).isEqualTo("12.00");
    assertThat(stage.shop.requests()).hasSize(1);
  }

  @Test
  void anAnswerOlderThanTheDeliveryIsNoAnswer() {
    stage.shop.has(order("1", 0, "pending"));
    ObjectNode paid = order("1", 10, "paid");
    stage.process(stage.webhook(paid));
    Order observed = stage.newest("1");
    assertThat(observed.lifecycle().updatedAt()).isEqualTo(NOON.plusSeconds(10));
    assertThat(stage.types("1")).doesNotContain(EventType.ORDER_COMMITTED);
    assertThat(stage.intake.queue().isEmpty()).as("the question is put again").isFalse();
    stage.shop.has(paid);
    stage.drain();
    assertThat(stage.types("1")).containsOnlyOnce(EventType.ORDER_COMMITTED);
    assertThat(stage.newest("1").lifecycle().updatedAt()).isEqualTo(NOON.plusSeconds(10));
  }

  private IntakeMessage thin(String id) {
    return stage.delivery(
        "order-thin", ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  private String total(String id) {
    return stage.newest(id).totals().display().grandTotal().amount().toPlainString();
  }
}
