package io.orderwire.normalizer;

import static io.orderwire.normalizer.Stage.order;
import static io.orderwire.normalizer.Stage.policies;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.engine.RetryTable;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.CancellationState;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.OrderStatus;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.Permutations;
import io.orderwire.testkit.ScriptedFaults;
import io.orderwire.testkit.TestShop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Carts that do not answer, payloads that make no sense, orders that vanish, notices.
class TroubleTest {
  private final ScriptedFaults faults = new ScriptedFaults();
  private final Stage stage = new Stage(faults);

  @Test
  void anOrderWhoseCartIsDownIsHeldAndCommitsWhenItIsBack() {
    stage.shop.has(order("1", 0, "paid"));
    stage.shop.fails(503);
    assertThat(stage.one(stage.webhook(order("1", 0, "paid")))).isEqualTo(What.HELD);
    assertThat(stage.newest("1").commitment().state()).isEqualTo(CommitmentState.OBSERVED);
    assertThat(stage.newest("1").lifecycle().status()).isEqualTo(OrderStatus.PAID);
    IntakeMessage later = stage.intake.queue().messages().getFirst();
    assertThat(later.kind()).isEqualTo(IntakeKind.CONFIRM);
    assertThat(later.attempt()).isEqualTo(1);
    stage.shop.recovers();
    stage.drain();
    assertThat(stage.types("1"))
        .containsExactly(EventType.ORDER_PENDING, EventType.ORDER_COMMITTED);
    assertThat(stage.intake.queue().deadLetters()).isEmpty();
  }

  @Test
  void theWaitGrowsToAQuarterOfAnHourAndEndsVisiblyAfterDays() {
    stage.shop.fails(503);
    IntakeMessage message = stage.webhook(order("1", 0, "paid"));
    stage.process(message);
    stage.drain();
    assertThat(Duration.between(message.receivedAt(), stage.clock.instant()))
        .isGreaterThanOrEqualTo(RetryTable.PATIENCE);
    assertThat(stage.receipt(message.receiptId()).getLast().code()).isEqualTo("cart_unreachable");
    assertThat(stage.types("1")).containsExactly(EventType.ORDER_PENDING);
    stage.shop.recovers();
    stage.shop.has(order("1", 0, "paid"));
    stage.process(
        stage.replay(
            stage.receipt(message.receiptId()).getLast().rawKey().orElseThrow(),
            Map.of(),
            message.receiptId()));
    assertThat(stage.types("1"))
        .containsExactly(EventType.ORDER_PENDING, EventType.ORDER_COMMITTED);
    assertThat(stage.receipt(message.receiptId()))
        .extracting(each -> each.state())
        .containsExactly("quarantined", "resolved");
  }

  @Test
  void refusedCredentialsParkTheStoreAndKeepTheReceipt() {
    stage.shop.has(order("1", 0, "paid"));
    stage.shop.fails(401);
    IntakeMessage message = stage.webhook(order("1", 0, "paid"));
    assertThat(stage.one(message)).isEqualTo(What.PARKED);
    assertThat(stage.store().state()).isEqualTo(Store.State.PARKED);
    assertThat(stage.health()).extracting(each -> each.code()).containsExactly("unauthorized");
    assertThat(stage.health().getFirst().remedy()).contains("credentials");
    assertThat(stage.receipt(message.receiptId()).getLast().code()).isEqualTo("store_parked");
    assertThat(stage.types("1")).containsExactly(EventType.ORDER_PENDING);

    IntakeMessage next = stage.webhook(order("2", 0, "pending"));
    assertThat(stage.one(next)).isEqualTo(What.QUARANTINED);
    assertThat(stage.versions("2")).isEmpty();

    stage.shop.recovers();
    stage.stores.update(stage.store().withState(Store.State.ACTIVE, Optional.empty()));
    for (IntakeMessage each : List.of(message, next)) {
      String key = stage.receipt(each.receiptId()).getLast().rawKey().orElseThrow();
      stage.process(stage.replay(key, Map.of(), each.receiptId()));
      assertThat(stage.receipt(each.receiptId()).getLast().state()).isEqualTo("resolved");
    }
    assertThat(stage.newest("1").commitment().state()).isEqualTo(CommitmentState.COMMITTED);
    assertThat(stage.versions("2")).hasSize(1);
  }

  @Test
  void anOrderThatTheCartDoesNotShowIsAskedForAFewTimesAndThenPutAside() {
    IntakeMessage message = stage.webhook(order("1", 0, "paid"));
    stage.process(message);
    stage.drain();
    assertThat(stage.types("1")).containsExactly(EventType.ORDER_PENDING);
    assertThat(stage.receipt(message.receiptId()).getLast().code()).isEqualTo("gone");
  }

  @Test
  void garbageIsPutAsideOnceVisiblyAndCanBeReplayed() {
    IntakeMessage message = stage.delivery("order", "{".getBytes(StandardCharsets.UTF_8));
    assertThat(stage.one(message)).isEqualTo(What.QUARANTINED);
    stage.process(message);
    assertThat(stage.receipt(message.receiptId())).hasSize(1);
    assertThat(stage.receipt(message.receiptId()).getFirst().code()).isEqualTo("not_json");
    assertThat(stage.receipt(message.receiptId()).getFirst().topic()).contains("order");
    String key = stage.receipt(message.receiptId()).getFirst().rawKey().orElseThrow();
    assertThat(stage.one(stage.replay(key, Map.of(), message.receiptId())))
        .isEqualTo(What.QUARANTINED);
    assertThat(stage.receipt(message.receiptId())).hasSize(1);
  }

  @Test
  void aConnectorThatFailsQuarantinesInsteadOfLooping() {
    IntakeMessage mapping = stage.webhook(order("1", 0, "paid").put("defect", true));
    assertThat(stage.one(mapping)).isEqualTo(What.QUARANTINED);
    assertThat(stage.receipt(mapping.receiptId()).getFirst().code()).isEqualTo("connector_failed");
    IntakeMessage signals = stage.delivery("defect", TestShop.bytes(order("1", 0, "paid")));
    assertThat(stage.one(signals)).isEqualTo(What.QUARANTINED);
  }

  @Test
  void aDocumentOfAnotherOrderIsRefused() {
    stage.shop.has(order("1", 0, "pending").put("id", "1"));
    IntakeMessage row = stage.row(order("1", 0, "pending"));
    IntakeMessage wrong =
        new IntakeMessage(
            row.storeId(),
            row.kind(),
            row.cause(),
            row.receiptId(),
            row.receivedAt(),
            row.headers(),
            Body.of(TestShop.bytes(order("2", 0, "pending"))),
            row.subject(),
            0,
            false,
            Optional.empty());
    assertThat(stage.one(wrong)).isEqualTo(What.QUARANTINED);
    assertThat(stage.receipt(wrong.receiptId()).getFirst().code()).isEqualTo("wrong_id");
  }

  @Test
  void aRemovedOrderIsClosedAsItWasLastKnown() {
    stage.process(stage.webhook(order("1", 0, "pending")));
    byte[] notice = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(stage.one(stage.delivery("order-removed", notice))).isEqualTo(What.RECORDED);
    assertThat(stage.newest("1").lifecycle().status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(stage.newest("1").lifecycle().cancellation().is(CancellationState.CANCELLED))
        .isTrue();
    assertThat(stage.newest("1").lines()).hasSize(1);
    assertThat(stage.one(stage.delivery("order-removed", notice))).isEqualTo(What.DUPLICATE);
    assertThat(stage.versions("1")).hasSize(2);
    assertThat(stage.one(stage.webhook(order("1", -60, "pending")))).isEqualTo(What.STALE);
  }

  @Test
  void aTrashedOrderIsStillRead() {
    stage.process(stage.webhook(order("1", 0, "pending")));
    stage.shop.has(order("1", 9, "pending").put("cancelled", true));
    stage.process(
        stage.delivery("order-removed", "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8)));
    assertThat(stage.newest("1").lifecycle().updatedAt()).isEqualTo(Stage.NOON.plusSeconds(9));
    assertThat(stage.newest("1").lifecycle().status()).isEqualTo(OrderStatus.CANCELLED);
  }

  @Test
  void aRemovalIsNotForgottenWhileTheCartIsDown() {
    stage.process(stage.webhook(order("1", 0, "pending")));
    stage.shop.fails(503);
    stage.process(
        stage.delivery("order-removed", "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8)));
    stage.shop.recovers();
    stage.drain();
    assertThat(stage.newest("1").lifecycle().status()).isEqualTo(OrderStatus.CANCELLED);
  }

  @Test
  void theRemovalOfAnOrderNeverSeenIsIgnored() {
    assertThat(
            stage.one(
                stage.delivery("order-removed", "{\"id\":\"9\"}".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(What.IGNORED);
  }

  @Test
  void cartsAreVersionedByTheSameRules() {
    assertThat(stage.one(cart(0, "10.00", Optional.empty()))).isEqualTo(What.RECORDED);
    assertThat(stage.one(cart(0, "10.00", Optional.empty()))).isEqualTo(What.DUPLICATE);
    assertThat(stage.one(cart(60, "12.00", Optional.of("1")))).isEqualTo(What.RECORDED);
    assertThat(stage.one(cart(30, "11.00", Optional.empty()))).isEqualTo(What.STALE);
    assertThat(
            stage.ledger.history(new Subject(Stage.STORE, Subject.Kind.CART, "c1"), 1, 9).stream()
                .map(entry -> entry.event().type()))
        .containsExactly(EventType.CART_UPDATED, EventType.CART_CONVERTED);
  }

  private IntakeMessage cart(int second, String total, Optional<String> order) {
    var document =
        TestShop.order("c1", Stage.NOON.plusSeconds(second), "pending").put("total", total);
    order.ifPresent(id -> document.put("order", id));
    return stage.delivery("cart", TestShop.bytes(document));
  }

  @Test
  void anUninstalledAppParksTheStoreUnlessItsCredentialsStillWork() {
    byte[] notice = "{\"id\":\"shop\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(stage.one(stage.delivery("uninstalled", notice))).isEqualTo(What.IGNORED);
    stage.shop.fails(401);
    assertThat(stage.one(stage.delivery("uninstalled", notice))).isEqualTo(What.PARKED);
    assertThat(stage.health()).extracting(each -> each.code()).containsExactly("uninstalled");
  }

  @Test
  void aPrivacyRequestWaitsVisibly() {
    IntakeMessage message =
        stage.delivery("data-request", "{\"id\":\"c9\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(stage.one(message)).isEqualTo(What.PENDING);
    assertThat(stage.receipt(message.receiptId()).getFirst().state()).isEqualTo("pending");
    assertThat(stage.receipt(message.receiptId()).getFirst().code()).isEqualTo("data_request");
  }

  @Test
  void aBodyInTheArchiveIsProcessedLikeAnyOther() {
    byte[] body = TestShop.bytes(order("1", 0, "pending"));
    stage.archive.put("raw/acme-eu/receipt/r1.body", body, "application/json");
    IntakeMessage message =
        stage.delivery("order", body).withBody(Body.archived("raw/acme-eu/receipt/r1.body"));
    assertThat(stage.one(message)).isEqualTo(What.RECORDED);
    IntakeMessage lost = message.withBody(Body.archived("raw/acme-eu/receipt/r2.body"));
    assertThat(stage.one(lost)).isEqualTo(What.QUARANTINED);
  }

  @Test
  void anArchivedPayloadIsReplayedWithItsHeaders() {
    IntakeMessage message = stage.webhook(order("1", 0, "pending"));
    stage.process(message);
    String key = stage.versions("1").getFirst().rawKey().orElseThrow();
    IntakeMessage replay = stage.replay(key, Map.of("x-test-topic", "order"), message.receiptId());
    assertThat(stage.one(replay)).isEqualTo(What.DUPLICATE);
    assertThat(stage.versions("1")).hasSize(1);
  }

  @Test
  void oneBadMessageHoldsUpNoneOfTheOthers() {
    // its shape is known, so what is appended is the order
    stage.process(stage.webhook(order("known", 0, "pending")));
    List<Batch.Item> items = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      IntakeMessage message = stage.webhook(order("o" + number, 0, "pending"));
      items.add(new Batch.Item("m" + number, Json.text(message)));
    }
    items.set(2, new Batch.Item("m2", "{not a message"));
    faults.fail(Step.LEDGER_APPEND, Moment.BEFORE);
    List<String> failed =
        new Batch(stage.normalizer(), stage.intake, stage.clock)
            .runAll(items, stage.clock.instant().plusSeconds(60));
    assertThat(failed).containsExactlyInAnyOrder("m0", "m2");
    for (int number : List.of(1, 3, 4, 5, 6, 7, 8, 9)) {
      assertThat(stage.versions("o" + number)).hasSize(1);
    }
  }

  @Test
  void aStoreThatTrustsPayloadsBreaksTiesTheSameWayInAnyOrder() {
    List<IntakeMessage> ties =
        List.of(
            stage.webhook(order("1", 0, "pending")),
            stage.webhook(order("1", 0, "paid")),
            stage.webhook(order("1", 0, "authorized")));
    for (List<IntakeMessage> order : Permutations.of(ties)) {
      Stage fresh = new Stage().with(policies(ReadPolicy.PAYLOAD), true);
      order.forEach(fresh::process);
      assertThat(fresh.newest("1").lifecycle().payment())
          .isEqualTo(io.orderwire.model.Reading.of(io.orderwire.model.PaymentState.PAID, "paid"));
    }
  }
}
