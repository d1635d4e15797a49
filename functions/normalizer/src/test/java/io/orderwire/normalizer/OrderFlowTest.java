package io.orderwire.normalizer;

import static io.orderwire.normalizer.Stage.order;
import static io.orderwire.normalizer.Stage.policies;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.Read;
import io.orderwire.model.Transition;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.testkit.Faults.Step;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What becomes of deliveries and rows while everything answers.
class OrderFlowTest {
  private final Stage stage = new Stage().warm();

  @Test
  void aNewOrderCostsOneReadOneArchivedPayloadAndOneAppend() {
    assertThat(stage.one(stage.webhook(order("1", 0, "pending")))).isEqualTo(What.RECORDED);
    assertCalls(1, 1, 1, 0);
    assertThat(stage.types("1")).containsExactly(EventType.ORDER_PENDING);
    assertThat(stage.change("1", 1).transitions())
        .containsExactly(Transition.CREATED, Transition.PENDING);
    assertThat(stage.versions("1").getFirst().event().detail().metadata().traceId())
        .contains("1-trace");
  }

  @Test
  void aRedundantDeliveryCostsOneReadAndItsPlaceInTheArchive() {
    IntakeMessage message = stage.webhook(order("1", 0, "pending"));
    stage.process(message);
    stage.steps.reset();
    assertThat(stage.one(message)).isEqualTo(What.DUPLICATE);
    assertCalls(1, 0, 1, 0);
    assertThat(stage.archive.list("raw/acme-eu/order/1/", 9)).hasSize(1);
    assertThat(stage.versions("1")).hasSize(1);
  }

  @Test
  void anOlderDeliveryChangesNothingAndIsKept() {
    stage.process(stage.webhook(order("1", 60, "pending").put("total", "20.00")));
    stage.steps.reset();
    assertThat(stage.one(stage.webhook(order("1", 0, "pending")))).isEqualTo(What.STALE);
    assertCalls(1, 0, 1, 0);
    assertThat(stage.archive.list("raw/acme-eu/order/1/", 9)).hasSize(2);
  }

  @Test
  void anOrderIsFetchedBeforeItCommitsAndCommitsOnce() {
    stage.process(stage.webhook(order("1", 0, "pending")));
    String paidAt = Stage.NOON.plusSeconds(29).toString();
    stage.shop.has(order("1", 30, "paid").put("paid_at", paidAt));
    stage.steps.reset();
    assertThat(stage.one(stage.webhook(order("1", 30, "paid").put("paid_at", paidAt))))
        .isEqualTo(What.RECORDED);
    assertCalls(2, 1, 2, 1);
    stage.shop.has(order("1", 60, "paid").put("shipped", true));
    stage.steps.reset();
    stage.process(stage.webhook(order("1", 60, "paid").put("shipped", true)));
    assertCalls(1, 1, 1, 0);
    assertThat(stage.types("1"))
        .containsExactly(
            EventType.ORDER_PENDING, EventType.ORDER_COMMITTED, EventType.ORDER_CHANGED);
    assertThat(stage.newest("1").lifecycle().status()).isEqualTo(OrderStatus.FULFILLED);
    assertThat(stage.newest("1").commitment().since()).contains(Stage.NOON.plusSeconds(29));
    assertThat(stage.change("1", 3).previous().orElseThrow().status())
        .isEqualTo(OrderStatus.READY_FOR_FULFILLMENT);
  }

  @Test
  void whatAFetchStatedStaysWhereAWebhookCannotStateIt() {
    stage.shop.has(order("1", 30, "paid"));
    stage.process(stage.webhook(order("1", 30, "paid")));
    stage.process(stage.webhook(order("1", 60, "paid").put("shipped", true)));
    assertThat(stage.newest("1").payments())
        .extracting(each -> each.id())
        .containsExactly("t-paid");
    assertThat(stage.newest("1").source().read()).isEqualTo(Read.WEBHOOK);
  }

  @Test
  void theCommittedVersionRefersToTheFetchedDocument() {
    stage.shop.has(order("1", 30, "paid"));
    stage.process(stage.webhook(order("1", 30, "paid")));
    String key = stage.versions("1").getFirst().rawKey().orElseThrow();
    assertThat(key).contains("-fetched-");
    assertThat(stage.archive.get(key)).isPresent();
    assertThat(stage.newest("1").source().rawKey()).contains(key);
  }

  @Test
  void aStoreThatTrustsPayloadsCommitsWithoutACall() {
    stage.with(policies(ReadPolicy.PAYLOAD), true);
    stage.process(stage.webhook(order("1", 0, "paid")));
    assertCalls(1, 1, 1, 0);
    assertThat(stage.types("1")).containsExactly(EventType.ORDER_COMMITTED);
  }

  @Test
  void aStoreWithoutCredentialsWorksByItsWebhooksAlone() {
    stage.with(policies(ReadPolicy.CONFIRM), false);
    stage.process(stage.webhook(order("1", 0, "paid")));
    assertCalls(1, 1, 1, 0);
    assertThat(stage.types("1")).containsExactly(EventType.ORDER_COMMITTED);
    assertThat(stage.one(stage.delivery("order-thin", bytes("{\"id\":\"1\"}"))))
        .isEqualTo(What.IGNORED);
  }

  @Test
  void aStoreThatAlwaysAsksFetchesEveryNewState() {
    stage.with(policies(ReadPolicy.ALWAYS), true);
    stage.shop.has(order("1", 5, "pending").put("total", "12.00"));
    stage.process(stage.webhook(order("1", 0, "pending")));
    assertThat(stage.newest("1").source().read()).isEqualTo(Read.FETCHED);
    assertThat(stage.newest("1").lifecycle().updatedAt()).isEqualTo(Stage.NOON.plusSeconds(5));
  }

  @Test
  void twoStatesOfOneInstantAreDecidedByTheCart() {
    int before = stage.shop.requests().size();
    stage.process(stage.webhook(order("1", 0, "pending").put("total", "20.00")));
    stage.shop.has(order("1", 0, "pending").put("total", "20.00"));
    stage.process(stage.webhook(order("1", 0, "pending").put("total", "10.00")));
    assertThat(stage.newest("1").totals().display().grandTotal().amount()).hasToString("20.00");
    assertThat(stage.shop.requests()).hasSize(before + 1);
  }

  @Test
  void aThinDeliveryIsFetched() {
    stage.shop.has(order("1", 0, "pending"));
    stage.process(stage.delivery("order-thin", bytes("{\"id\":\"1\"}")));
    assertCalls(1, 1, 1, 1);
    assertThat(stage.newest("1").source().read()).isEqualTo(Read.FETCHED);
  }

  @Test
  void aListedRowIsAReceiptLikeAnyOther() {
    stage.process(stage.row(order("1", 0, "pending")));
    assertCalls(1, 1, 1, 0);
    stage.steps.reset();
    assertThat(stage.one(stage.webhook(order("1", 0, "pending")))).isEqualTo(What.DUPLICATE);
  }

  @Test
  void aDraftIsRecordedUnannouncedAndThePlacedOrderIsNewToConsumers() {
    stage.process(stage.webhook(order("1", 0, "pending").put("draft", true)));
    assertThat(stage.versions("1").getFirst().announced()).isFalse();
    stage.process(stage.webhook(order("1", 30, "pending")));
    assertThat(stage.versions("1").getLast().announced()).isTrue();
    assertThat(stage.change("1", 2).transitions()).contains(Transition.CREATED);
    assertThat(stage.change("1", 2).previous()).isEmpty();
  }

  @Test
  void draftsAreAnnouncedWhereTheStoreAsks() {
    stage.with(
        new Policies(ReadPolicy.CONFIRM, false, Set.of(), true, false, Optional.empty(), false),
        true);
    stage.process(stage.webhook(order("1", 0, "pending").put("draft", true)));
    assertThat(stage.versions("1").getFirst().announced()).isTrue();
  }

  @Test
  void anUnknownWordIsNeverActionableAndCounted() {
    stage.with(policies(ReadPolicy.PAYLOAD), true);
    stage.process(stage.webhook(order("1", 0, "sent-to-moon").put("method", "cash")));
    assertThat(stage.newest("1").lifecycle().status()).isEqualTo(OrderStatus.PENDING);
    assertThat(stage.newest("1").findings()).extracting(f -> f.code()).contains("unknown_status");
    assertThat(stage.metrics.of("unknown_status")).isEqualTo(1);
  }

  @Test
  void anAllowedOfflineMethodCommitsAndSecuresTheMoney() {
    stage.with(
        new Policies(
            ReadPolicy.PAYLOAD, false, Set.of("cash"), false, false, Optional.empty(), false),
        true);
    stage.process(stage.webhook(order("1", 0, "pending").put("method", "cash")));
    stage.process(stage.webhook(order("2", 0, "pending").put("method", "cheque")));
    assertThat(stage.newest("1").lifecycle().status()).isEqualTo(OrderStatus.READY_FOR_FULFILLMENT);
    assertThat(stage.newest("2").commitment().state()).isEqualTo(CommitmentState.OBSERVED);
  }

  @Test
  void testOrdersAndBlockedOnesStayObserved() {
    stage.with(policies(ReadPolicy.PAYLOAD), true);
    stage.process(stage.webhook(order("1", 0, "paid").put("test", true)));
    stage.process(stage.webhook(order("2", 0, "paid").put("fraud", true)));
    assertThat(stage.types("1")).containsExactly(EventType.ORDER_PENDING);
    assertThat(stage.types("2")).containsExactly(EventType.ORDER_PENDING);
  }

  @Test
  void anUnexplainedTotalHoldsTheOrderWhereTheStoreSaysSo() {
    ObjectNode odd = order("1", 0, "paid").put("stated", "13.37");
    stage.with(
        new Policies(ReadPolicy.PAYLOAD, false, Set.of(), false, false, Optional.empty(), true),
        true);
    stage.process(stage.webhook(odd));
    assertThat(stage.newest("1").lifecycle().status()).isEqualTo(OrderStatus.PAID);
    assertThat(stage.newest("1").findings())
        .extracting(f -> f.code())
        .contains("unexplained_total");
  }

  private void assertCalls(int reads, int appends, int archived, int cartCalls) {
    assertThat(stage.steps.of(Step.LEDGER_READ)).as("ledger reads").isEqualTo(reads);
    assertThat(stage.steps.of(Step.LEDGER_APPEND)).as("appends").isEqualTo(appends);
    assertThat(stage.steps.of(Step.ARCHIVE_PUT)).as("archived").isEqualTo(archived);
    assertThat(stage.steps.of(Step.CART_CALL)).as("cart calls").isEqualTo(cartCalls);
    assertThat(stage.steps.of(Step.INTAKE_SEND)).as("sent").isZero();
    assertThat(stage.steps.of(Step.STORES_WRITE)).as("store writes").isZero();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
