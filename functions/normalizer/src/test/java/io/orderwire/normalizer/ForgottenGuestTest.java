package io.orderwire.normalizer;

import static io.orderwire.normalizer.Stage.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.engine.RawKeys;
import io.orderwire.engine.ReceiptIds;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.Cart;
import io.orderwire.model.ExternalId;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.TestShop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Guests have no account: a request names them by their address, their number or their orders.
/// What comes late, is put aside or was never seen brings nobody back.
class ForgottenGuestTest {
  private Stage stage = new Stage();

  @Test
  void anAddressLeadsToOrdersCartsReceiptsAndThePerson() {
    stage.process(stage.webhook(anna("1")));
    stage.process(stage.webhook(anna("2").put("street", "Gasse 9")));
    stage.process(cart("c1"));
    stage.process(stage.webhook(tom()));
    stage.deadLetters.add(cart("c7"));
    stage.archive.put(
        RawKeys.putAside(Stage.STORE, "r1"), Json.bytes(cart("c8")), "application/json");
    stage.process(redact("{\"email\":\" Anna@Example.COM\",\"order\":\"1\"}"));
    stage.drain();
    assertNobody();
    assertThat(everything()).contains("tom@example.com");
    assertThat(stage.erasures.list(Stage.STORE, 10).getFirst().orders()).containsExactly("1", "2");
    assertThat(stage.erasures.list(Stage.STORE, 10).getFirst().carts()).containsExactly("c1");
  }

  /// Families share a number, platforms keep one customer an address.
  @Test
  void aNumberMeansSomebodyOnlyWhereNothingElseIsGiven() {
    stage.process(stage.webhook(anna("1")));
    stage.process(stage.webhook(tom().put("phone", "+49 30 901820")));
    stage.process(redact("{\"email\":\"anna@example.com\",\"phone\":\"+4930901820\"}"));
    stage.drain();
    assertThat(everything()).doesNotContain("anna@").contains("tom@example.com");
    stage.process(redact("{\"phone\":\"+49 30 901820\"}"));
    stage.drain();
    assertThat(everything()).doesNotContain("tom@example.com");
  }

  /// The request itself and a customer's news name an account, in the words of the platform alone.
  @Test
  void receiptsOfTheAccountGoToo() {
    stage.process(stage.webhook(anna("1").put("account", "77")));
    stage.process(
        stage.delivery("data-request", "{\"id\":\"77\"}".getBytes(StandardCharsets.UTF_8)));
    assertThat(stage.archive.list(RawKeys.receipts(Stage.STORE), 10)).hasSize(1);
    stage.process(redact("{\"id\":\"77\"}"));
    stage.drain();
    assertThat(stage.archive.list(RawKeys.receipts(Stage.STORE), 10)).isEmpty();
    assertNobody();
  }

  @Test
  void aNumberIsFoundHoweverItIsWritten() {
    stage.process(stage.webhook(anna("1")));
    for (String written : new String[] {"030/90 18 20", "+49 (30) 901-820", "0049 30 901820"}) {
      stage.deadLetters.add(
          stage.delivery(
              "cart",
              ("{\"id\":\"x\",\"phone\":\"" + written + "\"}").getBytes(StandardCharsets.UTF_8)));
    }
    stage.deadLetters.add(stage.webhook(tom()));
    stage.process(redact("{\"email\":\"anna@example.com\"}"));
    assertThat(stage.deadLetters.letters()).hasSize(1);
  }

  @Test
  void whatWasNeverSeenAndIsOlderThanTheWishIsRecordedWithoutItsPerson() {
    stage.process(stage.webhook(anna("1").put("account", "77")));
    stage.process(redact("{\"id\":\"77\"}"));
    stage.drain();
    stage.clock.advance(Duration.ofDays(90));
    assertThat(stage.one(stage.row(anna("2").put("account", "77").put("cart", "c2"))))
        .isEqualTo(What.RECORDED);
    assertThat(stage.one(stage.row(anna("3")))).isEqualTo(What.RECORDED);
    stage.process(cart("c2"));
    stage.process(cart("c3"));
    stage.drain();
    assertNobody();
    assertThat(stage.newest("2").erasedAt()).isPresent();
    assertThat(stage.newest("3").totals().display().grandTotal().amount()).isEqualTo("10.00");
    assertThat(stage.one(stage.row(anna("3")))).isEqualTo(What.DUPLICATE);
  }

  /// Who comes back is a customer like any other.
  @Test
  void whatIsOrderedAfterwardsIsOfSomebodyAgain() {
    stage.process(stage.webhook(anna("1").put("account", "77")));
    stage.process(redact("{\"id\":\"77\"}"));
    stage.drain();
    ObjectNode later = anna("5").put("account", "77");
    later.put("placed", stage.clock.instant().plusSeconds(60).toString());
    later.put("updated", stage.clock.instant().plusSeconds(60).toString());
    stage.clock.advance(Duration.ofDays(1));
    stage.process(stage.webhook(later));
    assertThat(stage.newest("5").buyer().customerCluster()).isPresent();
  }

  /// The cart of an order that was erased before it was seen, whichever of the two comes first.
  @Test
  void theCartOfAnOrderThatIsSeenLateGoesWithIt() {
    stage.process(redact("{\"id\":\"unknown\",\"order\":\"1\"}"));
    stage.process(cart("c1"));
    stage.process(stage.webhook(anna("1").put("cart", "c1")));
    stage.process(stage.webhook(anna("1").put("cart", "c1")));
    stage.drain();
    stage.process(cart("c1"));
    assertNobody();
  }

  @Test
  void whatIsPutAsideAfterwardsSaysNothingOfThePerson() {
    stage.shop.has(anna("1"));
    stage.process(stage.webhook(anna("1")));
    stage.process(cart("c1"));
    stage.process(redact("{\"email\":\"anna@example.com\"}"));
    stage.drain();
    stage.stores.update(stage.store().withState(Store.State.PARKED, Optional.empty()));
    IntakeMessage late = stage.webhook(anna("1").put("updated", Stage.NOON.plusSeconds(70) + ""));
    assertThat(stage.one(late)).isEqualTo(What.QUARANTINED);
    assertThat(stage.one(cart("c1"))).isEqualTo(What.DUPLICATE);
    assertNobody();
    stage.stores.update(stage.store().withState(Store.State.ACTIVE, Optional.empty()));
    stage.shop.has(
        anna("1").put("updated", Stage.NOON.plusSeconds(70).toString()).put("shipped", true));
    String key = stage.receipt(late.receiptId()).getLast().rawKey().orElseThrow();
    assertThat(stage.one(stage.replay(key, Map.of(), late.receiptId()))).isEqualTo(What.RECORDED);
    assertThat(stage.receipt(late.receiptId()).getLast().state()).isEqualTo("resolved");
    assertNobody();
  }

  /// What a parked store put aside goes with its person, and its news does not.
  @Test
  void whatWasPutAsideIsAskedForAnewBeforeItGoes() {
    stage.shop.has(anna("1"));
    stage.process(stage.webhook(anna("1")));
    stage.process(cart("c1"));
    stage.stores.update(stage.store().withState(Store.State.PARKED, Optional.empty()));
    ObjectNode shipped =
        anna("1").put("updated", Stage.NOON.plusSeconds(70).toString()).put("shipped", true);
    IntakeMessage news = stage.webhook(shipped);
    IntakeMessage later = cart("c1", 70);
    assertThat(stage.one(news)).isEqualTo(What.QUARANTINED);
    assertThat(stage.one(later)).isEqualTo(What.QUARANTINED);
    stage.deadLetters.add(stage.webhook(shipped.deepCopy().put("total", "11.00")));
    stage.process(redact("{\"email\":\"anna@example.com\"}"));
    stage.drain();
    assertNobody();
    assertThat(stage.deadLetters.letters()).isEmpty();
    assertThat(stage.receipt(news.receiptId()).getLast().state()).isEqualTo("resolved");
    assertThat(stage.receipt(later.receiptId()).getLast().state()).isEqualTo("resolved");
    Cart cart =
        Entries.cartOf(
                stage
                    .ledger
                    .newest(new Subject(Stage.STORE, Subject.Kind.CART, "c1"), Consistency.STRONG)
                    .orElseThrow())
            .orElseThrow();
    assertThat(cart.updatedAt()).isEqualTo(Stage.NOON.plusSeconds(70));
    stage.stores.update(stage.store().withState(Store.State.ACTIVE, Optional.empty()));
    stage.shop.has(shipped);
    String question = ReceiptIds.question(redactionId(), new ExternalId("1"));
    String key = stage.receipt(question).getLast().rawKey().orElseThrow();
    assertThat(stage.one(stage.replay(key, Map.of(), question))).isEqualTo(What.RECORDED);
    assertThat(stage.newest("1").lifecycle().updatedAt()).isEqualTo(Stage.NOON.plusSeconds(70));
    assertThat(stage.receipt(question).getLast().state()).isEqualTo("resolved");
    assertThat(stage.one(stage.replay(RawKeys.putAside(Stage.STORE, "x"), Map.of(), "x")))
        .isEqualTo(What.QUARANTINED);
    assertThat(stage.one(stage.replay("raw/gone.json", Map.of(), news.receiptId())))
        .isEqualTo(What.IGNORED);
    assertNobody();
  }

  private String redactionId() {
    return stage.erasures.list(Stage.STORE, 1).getFirst().id();
  }

  /// Whom an order is of is written before the order.
  @Test
  void whoWasLeftByAnOrderThatWasNotWrittenGoesWithIt() {
    stage.steps.reset();
    stage.process(stage.webhook(anna("1")));
    int moments = stage.steps.moments();
    for (int at = 0; at < moments; at++) {
      stage = new Stage();
      stage.steps.crashAt(at);
      try {
        stage.process(stage.webhook(anna("1")));
      } catch (Crash crash) {
        // the queue delivers again, after the erasure
      }
      stage.steps.crashAt(-1);
      stage.process(redact("{\"id\":\"unknown\",\"order\":\"1\"}"));
      stage.process(stage.webhook(anna("1")));
      stage.drain();
      assertThat(stage.newest("1").erasedAt()).as("crash at %d", at).isPresent();
      assertNobody();
    }
  }

  @Test
  void aBodyThatDidNotFitTheQueueIsNotKeptAfterwards() {
    stage.process(stage.webhook(anna("1")));
    stage.process(redact("{\"email\":\"anna@example.com\"}"));
    stage.drain();
    String key = RawKeys.oversized(Stage.STORE, "big");
    stage.archive.put(key, TestShop.bytes(anna("1").put("shipped", true)), "application/json");
    stage.process(
        new IntakeMessage(
            Stage.STORE,
            IntakeKind.ROW,
            Cause.POLL,
            "big",
            stage.clock.instant(),
            Map.of(),
            Body.archived(key),
            Optional.of(new ExternalId("1")),
            0,
            false,
            Optional.empty()));
    assertThat(stage.archive.get(key)).isEmpty();
    assertNobody();
  }

  private static ObjectNode anna(String id) {
    return order(id, 0, "pending")
        .put("name", "Anna Berg")
        .put("email", "anna@example.com")
        .put("phone", "030 901820")
        .put("street", "Weg 1")
        .put("country", "DE");
  }

  private static ObjectNode tom() {
    return order("9", 0, "pending").put("email", "tom@example.com").put("name", "Tom Sund");
  }

  private IntakeMessage cart(String id) {
    return cart(id, 0);
  }

  private IntakeMessage cart(String id, int second) {
    return stage.delivery(
        "cart",
        TestShop.bytes(
            TestShop.order(id, Stage.NOON.plusSeconds(second), "pending")
                .put("email", "Anna@example.com")
                .put("name", "Anna Berg")));
  }

  private IntakeMessage redact(String body) {
    return stage.delivery("privacy", body.getBytes(StandardCharsets.UTF_8));
  }

  private void assertNobody() {
    assertThat(everything())
        .doesNotContain("anna")
        .doesNotContain("berg")
        .doesNotContain("901820")
        .doesNotContain("value=77");
  }

  /// All that is kept anywhere, in lower case.
  private String everything() {
    StringBuilder all = new StringBuilder(stage.customers.everything());
    stage.ledger.stream(0).stream()
        .filter(entry -> entry.subject().kind() != Subject.Kind.STORE)
        .forEach(entry -> all.append(Json.text(entry.event())));
    for (String key : stage.archive.list("", 10_000)) {
      all.append(key)
          .append(new String(stage.archive.get(key).orElseThrow(), StandardCharsets.UTF_8));
    }
    stage.deadLetters.letters().forEach(letter -> all.append(Json.text(letter)));
    return all.toString().toLowerCase(Locale.ROOT);
  }
}
