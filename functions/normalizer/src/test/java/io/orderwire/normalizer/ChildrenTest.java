package io.orderwire.normalizer;

import static io.orderwire.normalizer.Stage.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.model.Payment;
import io.orderwire.normalizer.Outcome.What;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What has an identity of its own beside the order stands once, and is found when it is new.
class ChildrenTest {
  private final Stage stage = new Stage();

  @Test
  void whatADocumentRepeatsStandsOnce() {
    stage.process(stage.row(with("t1", "t2", "t1")));
    assertThat(payments()).containsExactly("t1", "t2");
  }

  @Test
  void whateverArrivesTwiceIsTheSameChild() {
    stage.shop.has(with("t1"));
    for (int times = 0; times < 3; times++) {
      stage.process(stage.webhook(order("1", 0, "pending")));
      stage.process(stage.row(with("t1")));
      stage.process(stage.delivery("order-thin", "{\"id\":\"1\"}".getBytes(UTF_8)));
    }
    assertThat(payments()).containsExactly("t1");
    assertThat(stage.versions("1")).hasSize(2);
  }

  /// Carts add transactions and parcels without moving the order's own time: a listing that reads
  /// the order again finds them.
  @Test
  void aChildThatDidNotMoveTheOrdersTimeBecomesAVersion() {
    stage.shop.has(with("t1"));
    stage.process(stage.row(with("t1")));
    stage.shop.has(with("t1", "t2"));
    assertThat(stage.one(stage.row(with("t1", "t2")))).isEqualTo(What.RECORDED);
    assertThat(payments()).containsExactly("t1", "t2");
    assertThat(stage.versions("1")).hasSize(2);
    assertThat(stage.newest("1").lifecycle().updatedAt())
        .isEqualTo(stage.versions("1").getFirst().order().orElseThrow().lifecycle().updatedAt());
    assertThat(stage.one(stage.row(with("t1", "t2")))).isEqualTo(What.DUPLICATE);
  }

  private List<String> payments() {
    return stage.newest("1").payments().stream().map(Payment::id).toList();
  }

  private static ObjectNode with(String... payments) {
    ObjectNode order = order("1", 0, "pending");
    List.of(payments).forEach(order.withArray("payments")::add);
    return order;
  }
}
