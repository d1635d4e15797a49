package io.orderwire.normalizer;

import static io.orderwire.normalizer.Stage.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.engine.RawKeys;
import io.orderwire.json.Json;
import io.orderwire.message.IntakeMessage;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.testkit.TestShop;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Replays that find nothing are put aside, and can be replayed themselves.
class ReplaysTest {
  private static final Map<String, String> ORDER = Map.of("x-test-topic", "order");

  private final Stage stage = new Stage();

  @Test
  void aReplayThatFoundNothingLooksThereAgain() {
    String payload = "raw/acme-eu/order/1/late.json";
    assertThat(stage.one(stage.replay(payload, ORDER, "r1"))).isEqualTo(What.QUARANTINED);
    String aside = stage.receipt("r1").getLast().rawKey().orElseThrow();
    assertThat(stage.one(stage.replay(aside, Map.of(), "r1"))).isEqualTo(What.QUARANTINED);
    assertThat(stage.receipt("r1"))
        .extracting(each -> each.code())
        .containsExactly("payload_missing");
    stage.archive.put(payload, TestShop.bytes(order("1", 0, "pending")), "application/json");
    assertThat(stage.one(stage.replay(aside, Map.of(), "r1"))).isEqualTo(What.RECORDED);
    assertThat(stage.versions("1")).hasSize(1);
    assertThat(stage.receipt("r1").getLast().state()).isEqualTo("resolved");
  }

  @Test
  void aReplayOfAReplayIsTheMessageBehindBoth() {
    IntakeMessage first = stage.webhook(order("1", 0, "pending"));
    String behind = RawKeys.putAside(Stage.STORE, first.receiptId());
    put(behind, first);
    String between = RawKeys.putAside(Stage.STORE, "r2");
    put(between, stage.replay(behind, Map.of(), "r2"));
    assertThat(stage.one(stage.replay(between, Map.of(), "r3"))).isEqualTo(What.RECORDED);
  }

  @Test
  void replaysThatReferToOneAnotherEnd() {
    String one = RawKeys.putAside(Stage.STORE, "r1");
    String other = RawKeys.putAside(Stage.STORE, "r2");
    put(one, stage.replay(other, Map.of(), "r1"));
    put(other, stage.replay(one, Map.of(), "r2"));
    assertThat(stage.one(stage.replay(one, Map.of(), "r1"))).isEqualTo(What.QUARANTINED);
    assertThat(stage.receipt("r1").getLast().code()).isEqualTo("payload_missing");
  }

  private void put(String key, IntakeMessage message) {
    stage.archive.put(key, Json.bytes(message), "application/json");
  }
}
