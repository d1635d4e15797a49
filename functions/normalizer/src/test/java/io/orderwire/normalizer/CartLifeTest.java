package io.orderwire.normalizer;

import static io.orderwire.normalizer.Stage.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.FaultException;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.Cart;
import io.orderwire.model.CartComparison;
import io.orderwire.model.CartState;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.port.CartWatch.Watched;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.Permutations;
import io.orderwire.testkit.TestShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// A cart is used, left, found again, and becomes an order, in whatever order the news of it come.
class CartLifeTest {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private final Stage stage = new Stage();

  @Test
  void aCartThatIsLeftIsAbandonedOnceAndComesBack() {
    stage.process(cart(stage, 0, "10.00"));
    stage.clock.advance(HALF_AN_HOUR);
    takeLooks(stage);
    assertThat(types(stage)).containsExactly(EventType.CART_UPDATED, EventType.CART_ABANDONED);
    assertThat(change(stage, 2).previous()).contains(new EventData.PreviousCart(CartState.ACTIVE));
    assertThat(stage.ledger.newest(subject(), io.orderwire.port.Ledger.Consistency.STRONG))
        .hasValueSatisfying(
            entry ->
                assertThat(entry.event().detail().metadata().occurredAt())
                    .isEqualTo(NOON.plus(Duration.ofHours(1))));
    stage.process(cart(stage, 0, "10.00"));
    takeLooks(stage);
    assertThat(types(stage)).hasSize(2);
    stage.process(cart(stage, 3500, "12.00"));
    assertThat(newest(stage).state()).isEqualTo(CartState.ACTIVE);
    assertThat(change(stage, 3).previous())
        .contains(new EventData.PreviousCart(CartState.ABANDONED));
    stage.clock.advance(Duration.ofHours(2));
    takeLooks(stage);
    assertThat(types(stage)).last().isEqualTo(EventType.CART_ABANDONED);
    assertThat(stage.watch.nextDue()).isEmpty();
  }

  @Test
  void aCartThatIsUsedOnIsNotAbandonedBeforeItsTime() {
    stage.clock.advance(Duration.ofMinutes(-59));
    stage.process(cart(stage, 0, "10.00"));
    stage.clock.advance(HALF_AN_HOUR);
    stage.process(cart(stage, 1800, "12.00"));
    stage.clock.advance(HALF_AN_HOUR);
    takeLooks(stage);
    assertThat(newest(stage).state()).isEqualTo(CartState.ACTIVE);
    stage.clock.advance(HALF_AN_HOUR);
    takeLooks(stage);
    assertThat(types(stage))
        .containsExactly(EventType.CART_UPDATED, EventType.CART_UPDATED, EventType.CART_ABANDONED);
  }

  @Test
  void aCartThatIsOnlyNamedIsFetched() {
    IntakeMessage hint = stage.delivery("cart-thin", TestShop.bytes(json("c1")));
    assertThat(stage.one(hint)).isEqualTo(Outcome.What.IGNORED);
    assertThat(types(stage)).isEmpty();
    stage.shop.hasCart(TestShop.order("c1", NOON, "pending").put("total", "10.00"));
    assertThat(stage.one(hint)).isEqualTo(Outcome.What.RECORDED);
    assertThat(newest(stage).totals().grandTotal().amount()).isEqualByComparingTo("10.00");
    assertThat(newest(stage).source().read()).isEqualTo(Read.FETCHED);
    assertThat(stage.one(hint)).isEqualTo(Outcome.What.DUPLICATE);
    stage.shop.fails(503);
    assertThat(stage.one(hint)).isEqualTo(Outcome.What.HELD);
  }

  private static ObjectNode json(String id) {
    return JsonNodeFactory.instance.objectNode().put("id", id);
  }

  @Test
  void aLateOrderWithdrawsTheAbandonment() {
    stage.process(cart(stage, 0, "10.00"));
    takeLooks(stage);
    stage.process(stage.webhook(order(10, "12.00")));
    assertThat(types(stage))
        .containsExactly(
            EventType.CART_UPDATED, EventType.CART_ABANDONED, EventType.CART_CONVERTED);
    assertThat(change(stage, 3).previous())
        .contains(new EventData.PreviousCart(CartState.ABANDONED));
    Cart cart = newest(stage);
    assertThat(cart.orderId()).contains(new ExternalId("1"));
    assertThat(cart.totals().grandTotal().amount()).isEqualByComparingTo("10.00");
    assertThat(cart.drift())
        .hasToString(
            "[CartDrift[kind=item_price, lineId=Optional[1], before=Optional[10 EUR],"
                + " after=Optional[12 EUR]]]");
    assertThat(stage.versions("1")).hasSize(1);
    assertThat(stage.newest("1").cartComparison()).contains(new CartComparison(cart.drift()));
    takeLooks(stage);
    assertThat(types(stage)).hasSize(3);
  }

  @Test
  void aCartThatArrivesAfterItsOrderIsConvertedAtOnce() {
    stage.process(stage.webhook(order(10, "12.00")));
    stage.process(cart(stage, 0, "10.00"));
    assertThat(types(stage)).containsExactly(EventType.CART_CONVERTED);
    assertThat(stage.newest("1").cartComparison())
        .contains(new CartComparison(newest(stage).drift()));
    assertThat(newest(stage).drift()).hasSize(1);
    assertThat(stage.versions("1")).hasSize(2);
    assertThat(stage.change("1", 2).changed()).containsExactly("/cart_comparison");
  }

  @Test
  void payingAnOrderLeavesItsCartAlone() {
    stage.process(cart(stage, 0, "10.00"));
    stage.process(stage.webhook(order(10, "10.00")));
    stage.steps.reset();
    stage.process(stage.row(order(20, "10.00").put("method", "card").put("shipped", true)));
    assertThat(stage.versions("1")).hasSize(2);
    assertThat(stage.steps.of(Faults.Step.WATCH_READ)).isZero();
    assertThat(types(stage)).hasSize(2);
    assertThat(stage.newest("1").cartComparison()).contains(new CartComparison(List.of()));
  }

  @Test
  void anOrderThatIsEditedDriftsFurther() {
    stage.process(cart(stage, 0, "10.00"));
    stage.process(stage.webhook(order(10, "10.00")));
    stage.process(stage.webhook(order(20, "15.00")));
    assertThat(newest(stage).drift()).hasSize(1);
    assertThat(stage.newest("1").cartComparison())
        .contains(new CartComparison(newest(stage).drift()));
    assertThat(types(stage))
        .containsExactly(EventType.CART_UPDATED, EventType.CART_CONVERTED, EventType.CART_UPDATED);
  }

  /// Two states of the cart and two of the order, with a duplicate, and looks in between.
  @Test
  void everyPermutationOfCartAndOrderEndsTheSame() {
    List<Consumer<Stage>> news =
        List.of(
            each -> each.process(cart(each, 0, "10.00")),
            each -> each.process(cart(each, 5, "11.00")),
            each -> each.process(each.webhook(order(10, "12.00"))),
            each -> each.process(each.webhook(order(20, "12.50"))),
            CartLifeTest::takeLooks);
    Set<String> ends = new LinkedHashSet<>();
    int played = 0;
    for (List<Consumer<Stage>> arrival : Permutations.of(news)) {
      Stage fresh = new Stage();
      arrival.forEach(each -> each.accept(fresh));
      arrival.getFirst().accept(fresh);
      fresh.drain();
      fresh.clock.advance(Duration.ofHours(2));
      takeLooks(fresh);
      ends.add(end(fresh));
      assertExactlyOnce(fresh, "permutation " + played++);
    }
    assertThat(played).isEqualTo(120);
    assertThat(ends).hasSize(1);
  }

  @Test
  void aCrashBetweenAnyTwoStepsLosesNothingAndRepeatsNothing() {
    List<Consumer<Stage>> scenes =
        List.of(
            each -> {
              untilDone(each, cart(each, 0, "10.00"));
              takeLooks(each);
              untilDone(each, each.webhook(order(10, "12.00")));
            },
            each -> {
              untilDone(each, each.webhook(order(10, "12.00")));
              untilDone(each, cart(each, 0, "10.00"));
            },
            each -> {
              untilDone(each, cart(each, 0, "10.00"));
              untilDone(each, each.webhook(order(10, "10.00")));
              untilDone(each, each.webhook(order(20, "12.00")));
            });
    for (Consumer<Stage> scene : scenes) {
      Stage undisturbed = new Stage();
      scene.accept(undisturbed);
      int moments = undisturbed.steps.moments();
      assertThat(moments).isGreaterThan(10);
      for (int at = 0; at < moments; at++) {
        Stage crashed = new Stage();
        crashed.steps.crashAt(at);
        scene.accept(crashed);
        crashed.steps.crashAt(-1);
        crashed.clock.advance(Duration.ofHours(2));
        takeLooks(crashed);
        assertThat(end(crashed)).as("crash at %d", at).isEqualTo(end(undisturbed));
        assertExactlyOnce(crashed, "crash at " + at);
      }
    }
  }

  /// The order said so while the cart was being written, and neither saw the other.
  @Test
  void aRaceThatNobodySawIsSettledByTheLook() {
    stage.process(cart(stage, 0, "10.00"));
    stage.watch.link(Stage.STORE, new ExternalId("c1"), new ExternalId("1"));
    ObjectNode unlinked = order(10, "12.00");
    stage.process(stage.webhook(unlinked.put("cart", "none-yet")));
    stage.process(stage.webhook(order(20, "12.00")));
    takeLooks(stage);
    assertThat(types(stage)).containsOnlyOnce(EventType.CART_CONVERTED);
    assertThat(types(stage)).doesNotContain(EventType.CART_ABANDONED);
  }

  @Test
  void aLookAtACartOfAParkedStoreIsPutOff() {
    stage.process(cart(stage, 0, "10.00"));
    stage.stores.update(
        stage.store().withState(io.orderwire.port.Store.State.DISABLED, Optional.empty()));
    takeLooks(stage);
    assertThat(types(stage)).hasSize(1);
    assertThat(stage.watch.nextDue()).isPresent();
    stage.stores.update(
        stage.store().withState(io.orderwire.port.Store.State.ACTIVE, Optional.empty()));
    stage.clock.advance(Duration.ofHours(2));
    takeLooks(stage);
    assertThat(types(stage)).containsExactly(EventType.CART_UPDATED, EventType.CART_ABANDONED);
  }

  private static void assertExactlyOnce(Stage stage, String what) {
    assertThat(types(stage)).as(what).containsOnlyOnce(EventType.CART_CONVERTED);
    List<CartState> states = carts(stage).stream().map(Cart::state).toList();
    for (int index = 1; index < states.size(); index++) {
      boolean abandonedTwice =
          states.get(index) == CartState.ABANDONED && states.get(index - 1) == CartState.ABANDONED;
      assertThat(abandonedTwice).as(what).isFalse();
    }
  }

  /// What must not depend on the order of arrival.
  private static String end(Stage stage) {
    Cart cart = newest(stage);
    Order order = stage.newest("1");
    return cart.state()
        + " "
        + cart.updatedAt()
        + " "
        + cart.orderId()
        + " "
        + cart.drift()
        + " "
        + order.lifecycle().updatedAt()
        + " "
        + order.cartComparison();
  }

  /// What the planner does each minute, until nothing is due.
  private static void takeLooks(Stage stage) {
    for (int round = 0; round < 20; round++) {
      try {
        for (Watched each : stage.watch.due(stage.clock.instant(), 100)) {
          untilDone(stage, look(each));
          stage.watch.forget(each);
        }
      } catch (Crash crash) {
        // the next minute finds it due still
      }
    }
  }

  private static IntakeMessage look(Watched due) {
    return new IntakeMessage(
        due.storeId(),
        IntakeKind.CART_DUE,
        Cause.POLL,
        "look",
        due.due(),
        Map.of(),
        Body.empty(),
        Optional.of(due.cartId()),
        (int) Math.max(0, -due.version()),
        false,
        Optional.empty());
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

  private static IntakeMessage cart(Stage stage, int second, String total) {
    ObjectNode document =
        TestShop.order("c1", NOON.plusSeconds(second), "pending").put("total", total);
    return stage.delivery("cart", TestShop.bytes(document));
  }

  private static ObjectNode order(int second, String total) {
    return Stage.order("1", second, "pending").put("total", total).put("cart", "c1");
  }

  private static Subject subject() {
    return new Subject(Stage.STORE, Subject.Kind.CART, "c1");
  }

  private static List<LedgerEntry> entries(Stage stage) {
    return stage.ledger.history(subject(), 1, 100);
  }

  private static List<EventType> types(Stage stage) {
    return entries(stage).stream().map(entry -> entry.event().type()).toList();
  }

  private static List<Cart> carts(Stage stage) {
    return new ArrayList<>(
        entries(stage).stream().map(entry -> Entries.cartOf(entry).orElseThrow()).toList());
  }

  private static Cart newest(Stage stage) {
    return carts(stage).getLast();
  }

  private static EventData.CartChange change(Stage stage, int version) {
    return (EventData.CartChange) entries(stage).get(version - 1).event().detail().data();
  }
}
