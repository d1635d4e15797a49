package io.orderwire.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.FaultException;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.ErasureRequest;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Order;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.Erasures.Erasure;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.TestShop;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who wants to be forgotten is gone from everywhere, and stays away; what they bought still
/// counts.
class ErasureTest {
  private static final IntakeMessage NOTHING = redact(new Stage(), "nobody");

  private final Stage stage = new Stage();

  @Test
  void aCustomerIsGoneFromEverywhereAndTheOrdersStillCount() {
    live(stage);
    BigDecimal before = total(stage, "1").add(total(stage, "2"));
    assertThat(everything(stage)).contains("anna").contains("901820").contains("Lange Str");
    assertThat(stage.one(redact(stage, "77"))).isEqualTo(What.RECORDED);
    stage.drain();
    assertForgotten(stage, "");
    assertThat(total(stage, "1").add(total(stage, "2"))).isEqualByComparingTo(before);
    assertThat(stage.newest("1").addresses().billing().orElseThrow().countryCode()).contains("DE");
    assertThat(total(stage, "9")).isEqualByComparingTo("10");
    assertThat(everything(stage)).contains("tom@example.com");
    assertThat(stage.deadLetters.letters()).hasSize(1);
    LedgerEntry last = stage.versions("1").getLast();
    assertThat(last.event().detail().metadata().cause()).isEqualTo(Cause.ERASE);
    assertThat(last.announced()).isTrue();
    assertThat(stage.types("1")).containsOnlyOnce(EventType.ORDER_COMMITTED);
    assertThat(stage.archive.list("raw/acme-eu/order/1/", 10)).isEmpty();
    assertThat(stage.archive.list("raw/acme-eu/order/9/", 10)).isNotEmpty();
    Erasure erasure = stage.erasures.list(Stage.STORE, 10).getFirst();
    assertThat(erasure.completedAt()).isPresent();
    assertThat(erasure.orders()).containsExactlyInAnyOrder("1", "2");
    assertThat(erasure.carts()).containsExactlyInAnyOrder("c1", "c2");
  }

  @Test
  void aReadAfterTheErasureDoesNotBringThePersonBack() {
    live(stage);
    stage.process(redact(stage, "77"));
    stage.drain();
    int versions = stage.versions("1").size();
    assertThat(stage.one(stage.webhook(anna("1", 0)))).isEqualTo(What.DUPLICATE);
    assertThat(stage.one(stage.row(anna("1", 0)))).isEqualTo(What.DUPLICATE);
    ObjectNode shipped = anna("1", 50).put("shipped", true);
    stage.shop.has(shipped);
    assertThat(stage.one(stage.webhook(shipped))).isEqualTo(What.RECORDED);
    assertThat(stage.versions("1")).hasSize(versions + 1);
    assertThat(stage.newest("1").erasedAt()).isPresent();
    ObjectNode anonymised =
        Stage.order("1", 60, "paid")
            .put("shipped", true)
            .put("country", "DE")
            .put("street", "[deleted]")
            .put("cart", "c1");
    stage.one(stage.row(anonymised));
    stage.process(cart("c2", 90));
    stage.process(cart("c1", 90));
    assertForgotten(stage, "");
    assertThat(stage.newest("1").buyer().customerCluster()).isEmpty();
  }

  @Test
  void anOrderThatIsErasedBeforeItIsSeenIsNeverSeenWithItsPerson() {
    ErasureRequest request =
        new ErasureRequest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(new ExternalId("1")),
            List.of(new ExternalId("c1")),
            false,
            0);
    assertThat(stage.one(erase(stage, "e1", request))).isEqualTo(What.RECORDED);
    stage.process(stage.webhook(anna("1", 0)));
    stage.process(cart("c1", 0));
    stage.drain();
    assertThat(stage.versions("1")).isNotEmpty();
    assertForgotten(stage, "");
    assertThat(total(stage, "1")).isEqualByComparingTo("10");
  }

  @Test
  void aCrashBetweenAnyTwoStepsIsMadeUpFor() {
    Stage undisturbed = new Stage();
    live(undisturbed);
    undisturbed.steps.reset();
    untilDone(undisturbed, redact(undisturbed, "77"));
    undisturbed.drain();
    int moments = undisturbed.steps.moments();
    assertThat(moments).isGreaterThan(50);
    for (int at = 0; at < moments; at++) {
      Stage crashed = new Stage();
      live(crashed);
      crashed.steps.crashAt(at);
      untilDone(crashed, redact(crashed, "77"));
      crashed.drain();
      crashed.steps.crashAt(-1);
      assertForgotten(crashed, "crash at " + at);
      for (String order : List.of("1", "2")) {
        assertThat(
                crashed.versions(order).stream()
                    .filter(each -> each.event().detail().metadata().cause() == Cause.ERASE))
            .as("crash at %d", at)
            .hasSize(1);
      }
      assertThat(crashed.erasures.list(Stage.STORE, 10).getFirst().completedAt())
          .as("crash at %d", at)
          .isPresent();
    }
  }

  @Test
  void aShopThatLeftIsForgottenAltogether() {
    live(stage);
    stage.stores.update(stage.store().withState(Store.State.PARKED, Optional.empty()));
    assertThat(stage.one(stage.delivery("store-redact", bytes("{\"id\":\"shop\"}"))))
        .isEqualTo(What.RECORDED);
    stage.drain();
    assertForgotten(stage, "");
    assertThat(everything(stage)).doesNotContain("tom@example.com");
    assertThat(stage.archive.list("raw/acme-eu/", 10)).isEmpty();
    assertThat(total(stage, "9")).isEqualByComparingTo("10");
  }

  @Test
  void nobodyIsForgottenOverAnUnknownName() {
    live(stage);
    String before = everything(stage);
    stage.process(NOTHING);
    stage.drain();
    assertThat(everything(stage)).startsWith(before);
  }

  /// Anna orders twice, once as a guest, and leaves a cart; Tom orders; some news of both went
  /// wrong.
  private static void live(Stage stage) {
    stage.shop.has(anna("1", 0));
    stage.process(cart("c1", 0));
    stage.process(stage.webhook(anna("1", 0)));
    ObjectNode guest = anna("2", 5);
    guest.remove("account");
    guest.remove("cart");
    stage.shop.has(guest);
    stage.process(stage.webhook(guest));
    stage.process(cart("c2", 7));
    ObjectNode tom =
        Stage.order("9", 0, "paid").put("email", "tom@example.com").put("name", "Tom Sund");
    stage.shop.has(tom);
    stage.process(stage.webhook(tom));
    stage.deadLetters.add(stage.webhook(anna("1", 3)));
    stage.deadLetters.add(stage.webhook(tom));
    stage.archive.put(
        "raw/acme-eu/receipt/r1.json", Json.bytes(stage.webhook(anna("2", 4))), "application/json");
    stage.archive.put(
        "raw/acme-eu/receipt/r2.body", TestShop.bytes(anna("1", 4)), "application/json");
    stage.drain();
  }

  private static ObjectNode anna(String id, int second) {
    return Stage.order(id, second, "paid")
        .put("cart", "c1")
        .put("account", "77")
        .put("name", "Anna Berg")
        .put("email", "anna@example.com")
        .put("phone", "030 901820")
        .put("street", "Lange Str. 1")
        .put("country", "DE");
  }

  private static IntakeMessage cart(String id, int second) {
    ObjectNode document =
        TestShop.order(id, Stage.NOON.plusSeconds(second), "pending")
            .put("email", "Anna@Example.com")
            .put("name", "Anna");
    return new Stage().delivery("cart", TestShop.bytes(document));
  }

  private static IntakeMessage redact(Stage stage, String customer) {
    return stage.delivery("privacy", bytes("{\"id\":\"" + customer + "\"}"));
  }

  private static IntakeMessage erase(Stage stage, String id, ErasureRequest request) {
    return new IntakeMessage(
        Stage.STORE,
        IntakeKind.ERASE,
        Cause.ERASE,
        id,
        stage.clock.instant(),
        Map.of(),
        Body.of(Json.bytes(request)),
        Optional.empty(),
        0,
        false,
        Optional.empty());
  }

  private static void assertForgotten(Stage stage, String what) {
    assertThat(everything(stage).toLowerCase(java.util.Locale.ROOT))
        .as(what)
        .doesNotContain("anna")
        .doesNotContain("berg")
        .doesNotContain("901820")
        .doesNotContain("lange")
        .doesNotContain("\"77\"")
        .doesNotContain("value=77");
    for (String id : List.of("1", "2")) {
      if (!stage.versions(id).isEmpty()) {
        assertThat(stage.newest(id).buyer().customerCluster()).as(what).isEmpty();
      }
    }
  }

  /// All that is kept anywhere, as text.
  private static String everything(Stage stage) {
    StringBuilder all = new StringBuilder();
    stage.ledger.stream(0)
        .forEach(entry -> all.append(Json.text(entry.event())).append(entry.rawKey()));
    for (String key : stage.archive.list("", 10_000)) {
      all.append(key)
          .append(new String(stage.archive.get(key).orElseThrow(), StandardCharsets.UTF_8));
    }
    all.append(stage.customers.everything());
    stage.deadLetters.letters().forEach(letter -> all.append(Json.text(letter)));
    stage.erasures.list(Stage.STORE, 100).forEach(each -> all.append(Json.text(each)));
    return all.toString();
  }

  private static BigDecimal total(Stage stage, String id) {
    Order order = stage.newest(id);
    return order.totals().display().grandTotal().amount();
  }

  private static void untilDone(Stage stage, IntakeMessage message) {
    for (int tries = 0; tries < 50; tries++) {
      try {
        stage.process(message);
        return;
      } catch (FaultException | Crash again) {
        // the queue delivers again
      }
    }
    throw new AssertionError("the message never got through");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
