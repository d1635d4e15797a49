package io.orderwire.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.engine.Remap;
import io.orderwire.engine.Remap.State;
import io.orderwire.engine.Remaps;
import io.orderwire.message.Cause;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.CustomField;
import io.orderwire.model.FieldValue;
import io.orderwire.model.Order;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Transition;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.InMemoryQueue.Received;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A store's history made again with another mapping, of what is archived alone.
class RemapTest {
  /// Read otherwise, and with a field of the store's own.
  private static final StoreMapping OTHER =
      new StoreMapping(
          2,
          Map.of("magic", PaymentState.PAID),
          Map.of(),
          Map.of(),
          Map.of("gift", "/gift/text"),
          Policies.standard());

  private final Stage stage = new Stage();

  @Test
  void ordersThatSayOtherwiseGetOneVersionMoreAndTheOthersNone() {
    live(stage);
    List<Integer> before = counts(stage);
    Remap remap = remapped(stage, OTHER);
    assertThat(remap.state()).isEqualTo(State.DONE);
    assertThat(remap.orders()).isEqualTo(15);
    assertThat(remap.changed()).isEqualTo(3);
    assertThat(remap.skipped()).isZero();
    assertThat(remap.waiting()).isZero();
    assertThat(remap.percent()).contains(100);
    assertThat(counts(stage)).isEqualTo(plus(before, "1", "2", "3"));

    Order magic = stage.newest("2");
    assertThat(magic.lifecycle().payment().is(PaymentState.PAID)).isTrue();
    assertThat(fields(magic)).containsExactly(new CustomField("gift", text("Bye")));
    assertThat(magic.findings()).noneMatch(finding -> finding.code().equals("unknown_status"));
  }

  @Test
  void aVersionNamesItsCauseItsMappingAndTheReceiptThatItWasMadeOf() {
    live(stage);
    remapped(stage, OTHER);
    LedgerEntry last = stage.versions("2").getLast();
    LedgerEntry before = stage.versions("2").get(stage.versions("2").size() - 2);
    EventMetadata metadata = last.event().detail().metadata();
    assertThat(metadata.cause()).isEqualTo(Cause.REMAP);
    assertThat(metadata.mappingVersion()).isEqualTo(2);
    assertThat(metadata.replay()).isFalse();
    assertThat(metadata.receiptId()).isEqualTo(before.event().detail().metadata().receiptId());
    assertThat(last.rawKey()).isEqualTo(before.rawKey());
    assertThat(last.announced()).isTrue();
    Order made = stage.newest("2");
    Order recorded = before.order().orElseThrow();
    assertThat(made.source().mappingVersion()).isEqualTo(2);
    assertThat(made.source().read()).isEqualTo(recorded.source().read());
    assertThat(made.source().rawKey()).isEqualTo(before.rawKey());
    assertThat(stage.change("2", (int) last.version()).transitions())
        .containsExactly(Transition.PAID);
    assertThat(stage.change("2", (int) last.version()).changed())
        .containsExactlyInAnyOrder("/lifecycle/status", "/lifecycle/payment", "/custom_fields");
  }

  /// The document of the newest version has no place for the field; one before had.
  @Test
  void whatEarlierDocumentsHandedOnIsMadeAgainToo() {
    live(stage);
    assertThat(fields(stage.newest("1"))).isEmpty();
    remapped(stage, OTHER);
    assertThat(fields(stage.newest("1"))).containsExactly(new CustomField("gift", text("Hello")));
    assertThat(stage.newest("1").payments()).hasSize(1);
    assertThat(stage.types("1").getLast()).isEqualTo(EventType.ORDER_CHANGED);
    assertThat(stage.types("1")).containsOnlyOnce(EventType.ORDER_COMMITTED);
  }

  @Test
  void nothingIsAskedOfTheCart() {
    live(stage);
    stage.shop.fails(500);
    stage.steps.reset();
    assertThat(remapped(stage, OTHER).changed()).isPositive();
    assertThat(stage.steps.of(Step.CART_CALL)).isZero();
    assertThat(stage.steps.of(Step.ARCHIVE_PUT)).isZero();
  }

  @Test
  void doneTwiceItAddsNothing() {
    live(stage);
    remapped(stage, OTHER);
    List<Integer> once = counts(stage);
    Remap again = remapped(stage, OTHER);
    assertThat(again.id()).isEqualTo("2");
    assertThat(again.orders()).isEqualTo(15);
    assertThat(again.changed()).isZero();
    assertThat(counts(stage)).isEqualTo(once);
  }

  @Test
  void withTheSameMappingItAddsNothing() {
    live(stage);
    List<Integer> before = counts(stage);
    assertThat(remapped(stage, stage.store().mapping()).changed()).isZero();
    assertThat(counts(stage)).isEqualTo(before);
  }

  /// Back to the mapping of before: each order says again what it said.
  @Test
  void rolledBackItSaysWhatItSaidBefore() {
    live(stage);
    StoreMapping first = stage.store().mapping();
    Map<String, Order> before = newest(stage);
    remapped(stage, OTHER);
    remapped(stage, first);
    Map<String, Order> after = newest(stage);
    before.forEach(
        (id, was) -> {
          Order order = Optional.ofNullable(after.get(id)).orElseThrow();
          assertThat(order.withVersion(0).withSource(was.source()))
              .as(id)
              .isEqualTo(was.withVersion(0));
          assertThat(order.source().revision().contentHash())
              .isEqualTo(was.source().revision().contentHash());
          assertThat(order.source().mappingVersion()).isEqualTo(1);
        });
  }

  @Test
  void aCrashBetweenAnyTwoStepsEndsInTheSame() {
    live(stage);
    stage.steps.reset();
    Remap undisturbed = remapped(stage, OTHER);
    int moments = stage.steps.moments();
    assertThat(moments).isGreaterThan(80);
    Map<String, Order> expected = newest(stage);
    for (int at = 0; at < moments; at++) {
      Stage crashed = new Stage();
      live(crashed);
      activate(crashed, OTHER);
      crashed.steps.crashAt(at);
      Remap remap = asked(crashed);
      worked(crashed);
      crashed.steps.crashAt(-1);
      assertThat(newest(crashed)).as("crash at %d", at).isEqualTo(expected);
      Remap ended = remap(crashed, remap.id());
      assertThat(ended.state()).as("crash at %d", at).isEqualTo(State.DONE);
      assertThat(ended.orders()).as("crash at %d", at).isEqualTo(undisturbed.orders());
      assertThat(ended.changed()).as("crash at %d", at).isEqualTo(undisturbed.changed());
    }
  }

  @Test
  void twoMessagesOfOneRemapDoItOnce() {
    live(stage);
    activate(stage, OTHER);
    Remap remap = asked(stage);
    stage.intake.send(Remaps.message(remap, stage.clock.instant(), Optional.empty()));
    stage.clock.advance(Duration.ofMinutes(1));
    worked(stage);
    assertThat(remap(stage, "1").orders()).isEqualTo(15);
    assertThat(remap(stage, "1").changed()).isEqualTo(3);
    assertThat(counts(stage)).isEqualTo(List.of(3, 2, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
  }

  @Test
  void aWebhookThatArrivesInTheMiddleWins() {
    live(stage);
    ObjectNode later = Stage.order("2", 500, "magic").put("total", "11.00");
    later.putObject("gift").put("text", "Again");
    Racing racing =
        new Racing(stage.ledger, () -> stage.process(stage.webhook(later)), Cause.REMAP);
    stage.through(racing);
    Remap remap = remapped(stage, OTHER);
    // order 1 met it, so order 2 was the webhook's when its turn came
    assertThat(stage.versions("2")).hasSize(2);
    assertThat(stage.versions("2").getLast().event().detail().metadata().cause())
        .isEqualTo(Cause.WEBHOOK);
    assertThat(fields(stage.newest("2"))).containsExactly(new CustomField("gift", text("Again")));
    assertThat(remap.changed()).isEqualTo(2);
  }

  /// The same, of the very order that is about to be recorded.
  @Test
  void anAppendThatLostItsRaceIsMadeAgain() {
    stage.process(stage.webhook(gift(Stage.order("2", 0, "magic"), "Bye")));
    ObjectNode later = gift(Stage.order("2", 500, "magic"), "Again");
    stage.through(new Racing(stage.ledger, () -> stage.process(stage.webhook(later)), Cause.REMAP));
    assertThat(remapped(stage, OTHER).changed()).isZero();
    assertThat(stage.versions("2")).hasSize(2);
    assertThat(fields(stage.newest("2"))).containsExactly(new CustomField("gift", text("Again")));
  }

  /// The newest version was made with the mapping of today, of a document that has no place for the
  /// field, and the one before it had nothing to hand on.
  @Test
  void whatALiveVersionWasHandedOnIsMadeAgainToo() {
    stage.process(stage.webhook(gift(Stage.order("2", 0, "pending"), "Bye")));
    activate(stage, OTHER);
    Remap remap = asked(stage);
    stage.clock.advance(Duration.ofSeconds(11));
    stage.process(stage.webhook(Stage.order("2", 500, "pending")));
    assertThat(fields(stage.newest("2"))).isEmpty();
    worked(stage);
    assertThat(fields(stage.newest("2"))).containsExactly(new CustomField("gift", text("Bye")));
    assertThat(stage.versions("2")).hasSize(3);
    assertThat(remap(stage, remap.id()).orders()).isEqualTo(1);
    assertThat(remap(stage, remap.id()).changed()).isEqualTo(1);
  }

  /// The same where the order has several lines before the remap begins, and several after.
  @Test
  void anOrderThatChangesAllTheTimeIsMadeAgainOnce() {
    stage.process(stage.webhook(gift(Stage.order("2", 0, "pending"), "Bye")));
    for (int id = 3; id <= 13; id++) {
      stage.process(stage.webhook(Stage.order(Integer.toString(id), 0, "pending")));
    }
    stage.clock.advance(Duration.ofSeconds(1));
    stage.process(stage.webhook(Stage.order("2", 100, "authorized")));
    stage.clock.advance(Duration.ofSeconds(1));
    stage.process(stage.webhook(Stage.order("2", 200, "pending")));
    activate(stage, OTHER);
    Remap remap = asked(stage);
    stage.clock.advance(Duration.ofSeconds(11));
    stage.process(stage.webhook(Stage.order("2", 500, "authorized")));
    stage.process(stage.webhook(Stage.order("2", 600, "pending")));
    worked(stage);
    assertThat(fields(stage.newest("2"))).containsExactly(new CustomField("gift", text("Bye")));
    assertThat(stage.versions("2")).hasSize(6);
    assertThat(remap(stage, remap.id()).orders()).isEqualTo(12);
    assertThat(remap(stage, remap.id()).changed()).isEqualTo(1);
  }

  /// A page that takes longer than its message has is left where the time was over.
  @Test
  void whatIsDoneOfAPageIsKeptWhenTimeIsOver() {
    live(stage);
    activate(stage, OTHER);
    Remap remap = asked(stage);
    stage.clock.advance(Duration.ofMinutes(1));
    IntakeMessage message = stage.intake.queue().receive(1).getFirst().message();
    stage.process(message);
    IntakeMessage going = stage.intake.queue().receive(1).getFirst().message();
    stage.readTakes = Duration.ofSeconds(1);
    stage.normalizer().process(going, stage.clock.instant().plusSeconds(8));
    stage.readTakes = Duration.ZERO;
    Remap part = remap(stage, remap.id());
    assertThat(part.state()).isEqualTo(State.RUNNING);
    assertThat(part.orders()).isBetween(1L, 6L);
    assertThat(part.cursor()).isPresent();
    worked(stage);
    assertThat(remap(stage, remap.id()).state()).isEqualTo(State.DONE);
    assertThat(remap(stage, remap.id()).orders()).isEqualTo(15);
    assertThat(remap(stage, remap.id()).changed()).isEqualTo(3);
  }

  @Test
  void anOrderIsReadOnceThoughAPageHasManyLinesOfIt() {
    for (int second = 0; second < 9; second++) {
      stage.process(
          stage.webhook(Stage.order("2", second, second % 2 == 0 ? "pending" : "failed")));
      stage.clock.advance(Duration.ofSeconds(1));
    }
    assertThat(stage.versions("2")).hasSize(9);
    activate(stage, OTHER);
    asked(stage);
    stage.clock.advance(Duration.ofMinutes(1));
    stage.process(stage.intake.queue().receive(1).getFirst().message());
    stage.steps.reset();
    stage.process(stage.intake.queue().receive(1).getFirst().message());
    // the feed, the newest version, all versions before it, and whether the message was put aside
    assertThat(stage.steps.of(Step.LEDGER_READ)).isEqualTo(1 + 1 + 9 + 1);
  }

  @Test
  void anotherActivationEndsIt() {
    live(stage);
    activate(stage, OTHER);
    Remap remap = asked(stage);
    activate(stage, StoreMapping.standard());
    List<Integer> before = counts(stage);
    worked(stage);
    assertThat(remap(stage, remap.id()).state()).isEqualTo(State.CANCELLED);
    assertThat(remap(stage, remap.id()).detail().orElseThrow()).contains("version 1");
    assertThat(counts(stage)).isEqualTo(before);
  }

  @Test
  void aCancellationStopsItAtTheNextPage() {
    live(stage);
    activate(stage, OTHER);
    Remap remap = asked(stage);
    new Remaps(stage.stores)
        .change(
            Stage.STORE,
            remap.id(),
            each -> each.ended(State.CANCELLED, Optional.empty(), stage.clock.instant()));
    worked(stage);
    assertThat(stage.versions("2")).hasSize(1);
    assertThat(remap(stage, remap.id()).state()).isEqualTo(State.CANCELLED);
  }

  /// Live receipts have their consumers for themselves, and processes know the mapping by then.
  @Test
  void theFirstMessageLeadsToTheOthersAndWaits() {
    live(stage);
    activate(stage, OTHER);
    asked(stage);
    IntakeMessage first = stage.intake.queue().receive(1).getFirst().message();
    assertThat(stage.one(first)).isEqualTo(What.REMAPPED);
    assertThat(stage.versions("2")).hasSize(1);
    assertThat(stage.intake.queue().hasVisible()).isFalse();
    IntakeMessage next = stage.intake.queue().messages().getFirst();
    assertThat(next.attempt()).isEqualTo(1);
    assertThat(next.cause()).isEqualTo(Cause.REMAP);
  }

  /// Calls to the cart come before a commitment, and a remap makes none.
  @Test
  void whatWouldBeCommittedWaitsForTheCart() {
    stage.process(stage.webhook(Stage.order("7", 0, "pending").put("method", "cod")));
    StoreMapping offline = offline(ReadPolicy.CONFIRM);
    Remap remap = remapped(stage, offline);
    assertThat(remap.waiting()).isEqualTo(1);
    assertThat(stage.newest("7").commitment().state()).isEqualTo(CommitmentState.OBSERVED);
    assertThat(stage.types("7")).doesNotContain(EventType.ORDER_COMMITTED);
    // replayed or listed once more, it is asked for and committed
    ObjectNode placed = Stage.order("7", 0, "pending").put("method", "cod");
    stage.shop.has(placed);
    stage.process(stage.row(placed));
    stage.drain();
    assertThat(stage.types("7").getLast()).isEqualTo(EventType.ORDER_COMMITTED);
  }

  @Test
  void whereTheCartIsNotAskedItIsCommittedAtOnceAndOnce() {
    stage.with(Stage.policies(ReadPolicy.PAYLOAD), true);
    stage.process(stage.webhook(Stage.order("7", 0, "pending").put("method", "cod")));
    Remap remap = remapped(stage, offline(ReadPolicy.PAYLOAD));
    assertThat(remap.changed()).isEqualTo(1);
    assertThat(stage.types("7").getLast()).isEqualTo(EventType.ORDER_COMMITTED);
    assertThat(stage.newest("7").lifecycle().status()).isEqualTo(OrderStatus.READY_FOR_FULFILLMENT);
    // what is committed stays so, whatever a later mapping says
    StoreMapping strict = StoreMapping.standard().withVersion(3);
    remapped(stage, strict);
    assertThat(stage.newest("7").commitment().state()).isEqualTo(CommitmentState.COMMITTED);
    assertThat(stage.types("7")).containsOnlyOnce(EventType.ORDER_COMMITTED);
  }

  private static StoreMapping offline(ReadPolicy read) {
    return new StoreMapping(
        2,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        new Policies(read, false, Set.of("cod"), false, false, Optional.empty(), false));
  }

  @Test
  void aRemovedOrderStaysRemoved() {
    stage.process(stage.webhook(gift(Stage.order("5", 0, "pending"), "Gone")));
    stage.process(
        stage.delivery("order-removed", "{\"id\":\"5\"}".getBytes(StandardCharsets.UTF_8)));
    Order removed = stage.newest("5");
    assertThat(removed.lifecycle().status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(remapped(stage, stage.store().mapping()).changed()).isZero();
    assertThat(remapped(stage, OTHER).changed()).isEqualTo(1);
    Order made = stage.newest("5");
    assertThat(made.lifecycle()).isEqualTo(removed.lifecycle());
    assertThat(fields(made)).containsExactly(new CustomField("gift", text("Gone")));
  }

  @Test
  void whatIsNoLongerArchivedIsLeftAsItIs() {
    live(stage);
    stage.archive.erase("raw/acme-eu/order/2/");
    Remap remap = remapped(stage, OTHER);
    assertThat(remap.skipped()).isEqualTo(1);
    assertThat(stage.versions("2")).hasSize(1);
  }

  @Test
  void aParkedStoreIsRemappedToo() {
    live(stage);
    stage.stores.update(stage.store().withState(Store.State.PARKED, Optional.empty()));
    assertThat(remapped(stage, OTHER).changed()).isEqualTo(3);
  }

  @Test
  void phoneNumbersAndPeopleStayAsTheyWereFound() {
    ObjectNode order =
        Stage.order("8", 0, "paid")
            .put("email", "anna@example.com")
            .put("phone", "030 901820")
            .put("country", "DE")
            .put("street", "Lange Str. 1");
    stage.shop.has(order);
    stage.process(stage.webhook(order));
    stage.drain();
    Order before = stage.newest("8");
    assertThat(before.buyer().customerCluster()).isPresent();
    assertThat(before.buyer().phone().orElseThrow().e164()).isPresent();
    assertThat(remapped(stage, stage.store().mapping()).changed()).isZero();
    remapped(
        stage,
        new StoreMapping(
            2, Map.of(), Map.of(), Map.of(), Map.of("mail", "/email"), Policies.standard()));
    assertThat(stage.versions("8")).hasSize((int) before.version() + 1);
    assertThat(stage.newest("8").buyer()).isEqualTo(before.buyer());
  }

  /// Fifteen orders: one that was paid, two with a word that no table has, one of them paid later,
  /// and some of which there is nothing to be said.
  private static void live(Stage stage) {
    stage.process(stage.webhook(gift(Stage.order("1", 0, "pending"), "Hello")));
    ObjectNode paid = Stage.order("1", 10, "paid");
    stage.shop.has(paid);
    stage.clock.advance(Duration.ofSeconds(1));
    stage.process(stage.webhook(paid));
    stage.process(stage.webhook(gift(Stage.order("2", 0, "magic"), "Bye")));
    stage.process(stage.webhook(gift(Stage.order("3", 0, "pending"), "Three")));
    stage.process(stage.webhook(Stage.order("3", 5, "magic")));
    for (int id = 4; id <= 15; id++) {
      stage.process(stage.webhook(Stage.order(Integer.toString(id), 0, "pending")));
    }
    stage.drain();
  }

  private static ObjectNode gift(ObjectNode order, String text) {
    order.putObject("gift").put("text", text);
    return order;
  }

  private static Remap remapped(Stage stage, StoreMapping mapping) {
    activate(stage, mapping);
    Remap remap = asked(stage);
    worked(stage);
    return remap(stage, remap.id());
  }

  private static void activate(Stage stage, StoreMapping mapping) {
    assertThat(stage.stores.update(stage.store().withMapping(mapping))).isTrue();
  }

  private static Remap remap(Stage stage, String id) {
    return new Remaps(stage.stores).find(Stage.STORE, id).orElseThrow().remap();
  }

  /// As who asks asks again when the answer was lost.
  private static Remap asked(Stage stage) {
    while (true) {
      try {
        Remaps.Asked asked =
            new Remaps(stage.stores)
                .ask(Stage.STORE, stage.store().mapping().version(), stage.clock.instant());
        stage.intake.send(Remaps.message(asked.remap(), stage.clock.instant(), Optional.empty()));
        return asked.remap();
      } catch (Crash again) {
        // the answer was lost
      }
    }
  }

  /// Works the queue off, a page a message.
  private static void worked(Stage stage) {
    for (int round = 0; round < 2_000 && !stage.intake.queue().isEmpty(); round++) {
      if (!stage.intake.queue().hasVisible()) {
        stage.clock.advance(Duration.ofMinutes(1));
      }
      for (Received<IntakeMessage> each : stage.intake.queue().receive(10)) {
        try {
          stage.normalizer().process(each.message(), stage.clock.instant());
        } catch (FaultException | Crash again) {
          stage.intake.queue().release(each);
        }
      }
    }
    assertThat(stage.intake.queue().deadLetters()).isEmpty();
  }

  private static List<Integer> counts(Stage stage) {
    List<Integer> counts = new ArrayList<>();
    for (int id = 1; id <= 15; id++) {
      counts.add(stage.versions(Integer.toString(id)).size());
    }
    return counts;
  }

  private static List<Integer> plus(List<Integer> counts, String... ids) {
    List<Integer> more = new ArrayList<>(counts);
    for (String id : ids) {
      int place = Integer.parseInt(id) - 1;
      more.set(place, more.get(place) + 1);
    }
    return more;
  }

  private static Map<String, Order> newest(Stage stage) {
    Map<String, Order> orders = new TreeMap<>();
    for (int id = 1; id <= 15; id++) {
      orders.put(Integer.toString(id), stage.newest(Integer.toString(id)));
    }
    return orders;
  }

  private static List<CustomField> fields(Order order) {
    return order.customFields();
  }

  private static FieldValue text(String value) {
    return new FieldValue.Text(value);
  }
}
