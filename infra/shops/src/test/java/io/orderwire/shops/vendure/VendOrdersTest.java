package io.orderwire.shops.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.Buyers;
import io.orderwire.shops.Catalogue;
import io.orderwire.shops.Item;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.TestShops;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The default process, and what of it the modification time shows.
class VendOrdersTest {
  private final TestShops shop = TestShops.of(Platform.VENDURE);
  private final VendCalls calls = new VendCalls(shop);

  @Test
  void statesFollowFromMoneyAndGoods() {
    String id = shop.place(Scenario.AUTHORIZED);
    assertThat(calls.state(id)).isEqualTo("PaymentAuthorized");
    assertThat(ship(id)).isInstanceOf(ActionResult.Refused.class);
    pay(id, Action.Payment.CAPTURE);
    assertThat(calls.state(id)).isEqualTo("PaymentSettled");
    shop.shop.act(new Action.Ship(id, List.of(new Action.Portion(0, 1)), Optional.empty())).id();
    assertThat(calls.state(id)).isEqualTo("PartiallyShipped");
    ship(id).id();
    assertThat(calls.state(id)).isEqualTo("Shipped");
    shop.pass(Duration.ofDays(2));
    assertThat(calls.state(id)).isEqualTo("Delivered");
    assertThat(calls.order(id).path("nextStates").path(0).asText()).isEqualTo("Cancelled");
    assertThat(calls.order(id).at("/fulfillments/1/state").asText()).isEqualTo("Delivered");
  }

  @Test
  void anOrderIsACartUntilItIsCovered() {
    String id = shop.place(Scenario.PENDING);
    assertThat(calls.order(id).path("active").asBoolean()).isTrue();
    assertThat(calls.order(id).path("orderPlacedAt").isNull()).isTrue();
    pay(id, Action.Payment.DECLINE);
    assertThat(calls.order(id).at("/payments/0/errorMessage").asText()).isNotEmpty();
    shop.shop
        .act(new Action.Pay(id, Action.Payment.SALE, Optional.of(new BigDecimal("1.00"))))
        .id();
    assertThat(calls.state(id)).isEqualTo("ArrangingPayment");
    assertThat(shop.shop.orders().getFirst().draft()).isTrue();
    pay(id, Action.Payment.SALE);
    assertThat(calls.state(id)).isEqualTo("PaymentSettled");
    assertThat(calls.order(id).path("active").asBoolean()).isFalse();
    assertThat(shop.shop.orders().getFirst().draft()).isFalse();
    assertThat(calls.state(shop.place(Scenario.ZERO))).isEqualTo("PaymentSettled");
    assertThat(calls.state(shop.place(Scenario.BANK_TRANSFER))).isEqualTo("PaymentAuthorized");
  }

  /// Neither money nor goods nor placing move it, whatever the settings say.
  @Test
  void theModificationTimeSeesNoChangeOfState() {
    TestShops seeing =
        new TestShops(
            Platform.VENDURE,
            TestShops.quiet(Platform.VENDURE).change().blindSpots(false).done(),
            1);
    for (TestShops each : List.of(shop, seeing)) {
      VendCalls calling = new VendCalls(each);
      String id = each.shop.act(VendCalls.abandoned()).id();
      String cart = calling.order(id).path("updatedAt").asText();
      each.pass(Duration.ofMinutes(1));
      List<Action> blind =
          List.of(
              new Action.Convert(id),
              new Action.Ship(id, List.of(new Action.Portion(0, 1)), Optional.empty()),
              new Action.Refund(id, List.of(), Optional.of(BigDecimal.ONE), "goodwill"),
              new Action.Annotate(id, "A call", "is happy"));
      for (Action action : blind) {
        each.shop.act(action).id();
        each.pass(Duration.ofDays(2));
        assertThat(calling.order(id).path("updatedAt").asText()).as("%s", action).isEqualTo(cart);
      }
      each.shop.act(new Action.Annotate(id, "gift_note", "for Ada")).id();
      assertThat(calling.order(id).path("updatedAt").asText()).isGreaterThan(cart);
      assertThat(calling.order(id).at("/customFields/giftNote").asText()).isEqualTo("for Ada");
    }
  }

  @Test
  void anotherAddressOfAPlacedOrderDoesNotMoveItEither() {
    String id = shop.place(Scenario.GUEST);
    String before = calls.order(id).path("updatedAt").asText();
    shop.pass(Duration.ofMinutes(1));
    shop.shop.act(new Action.ChangeAddress(id, Buyers.address(new SplittableRandom(3)))).id();
    assertThat(calls.state(id)).isEqualTo("Modifying");
    shop.pass(Duration.ofMinutes(1));
    assertThat(calls.state(id)).isEqualTo("PaymentSettled");
    assertThat(calls.order(id).path("updatedAt").asText()).isEqualTo(before);
    assertThat(calls.order(id).at("/modifications/0/priceChange").asLong()).isZero();
  }

  @Test
  void whatBecomesDearerIsPaidAndWhatBecomesCheaperRefunded() {
    String id = shop.place(Scenario.GUEST);
    long before = calls.order(id).path("totalWithTax").asLong();
    shop.pass(Duration.ofMinutes(1));
    shop.shop.act(new Action.AddLine(id, Item.of(Catalogue.JACKET, 1))).id();
    assertThat(calls.state(id)).isEqualTo("Modifying");
    assertThat(shop.shop.act(new Action.Cancel(id, ""))).isInstanceOf(ActionResult.Refused.class);
    shop.pass(Duration.ofMinutes(1));
    assertThat(calls.state(id)).isEqualTo("ArrangingAdditionalPayment");
    assertThat(ship(id)).isInstanceOf(ActionResult.Refused.class);
    pay(id, Action.Payment.SALE);
    assertThat(calls.state(id)).isEqualTo("PaymentSettled");
    shop.shop.act(new Action.RemoveLine(id, 2, 1)).id();
    shop.pass(Duration.ofMinutes(1));
    JsonNode order = calls.order(id);
    assertThat(order.path("state").asText()).isEqualTo("PaymentSettled");
    assertThat(order.path("totalWithTax").asLong()).isEqualTo(before);
    assertThat(order.at("/lines/2/quantity").asInt()).isZero();
    assertThat(
            order.at("/payments/0/refunds/0/total").asLong()
                + order.at("/payments/1/refunds/0/total").asLong())
        .isEqualTo(14280);
    assertThat(order.path("updatedAt").asText())
        .isGreaterThan(order.path("orderPlacedAt").asText());
  }

  @Test
  void aCancelledOrderHasNothingInItAndItsMoneyStays() {
    String id = shop.place(Scenario.COUPON);
    long paid = calls.order(id).path("totalWithTax").asLong();
    shop.pass(Duration.ofMinutes(1));
    shop.shop.act(new Action.Cancel(id, "customer")).id();
    JsonNode order = calls.order(id);
    assertThat(order.path("state").asText()).isEqualTo("Cancelled");
    assertThat(order.path("totalWithTax").asLong()).isZero();
    assertThat(order.at("/lines/0/quantity").asInt()).isZero();
    assertThat(order.at("/lines/0/orderPlacedQuantity").asInt()).isPositive();
    assertThat(order.at("/payments/0/state").asText()).isEqualTo("Settled");
    assertThat(order.path("updatedAt").asText()).isEqualTo("2026-11-23T10:01:00.000Z");
    shop.shop.act(new Action.Refund(id, List.of(), Optional.empty(), "called off")).id();
    assertThat(calls.order(id).at("/payments/0/refunds/0/total").asLong()).isEqualTo(paid);
    String cart = shop.shop.act(VendCalls.abandoned()).id();
    shop.shop.act(new Action.Cancel(cart, "")).id();
    assertThat(calls.order(cart).path("active").asBoolean()).isFalse();
    assertThat(calls.order(cart).at("/lines/0/quantity").asInt()).isPositive();
  }

  @Test
  void offlineMoneyGoesBackByHand() {
    String id = shop.place(Scenario.CASH_ON_DELIVERY);
    pay(id, Action.Payment.SALE);
    shop.shop.act(new Action.Refund(id, List.of(), Optional.of(BigDecimal.ONE), "")).id();
    assertThat(calls.order(id).at("/payments/0/refunds/0/state").asText()).isEqualTo("Pending");
    assertThat(shop.shop.orders().getFirst().refundedTotal()).isZero();
    shop.pass(Duration.ofMinutes(1));
    assertThat(calls.order(id).at("/payments/0/refunds/0/state").asText()).isEqualTo("Settled");
    assertThat(shop.shop.orders().getFirst().refundedTotal()).isEqualByComparingTo("1");
  }

  @Test
  void whatIsAlikeIsOneLineAndWhatIsUnknownIsRefused() {
    String id = shop.place(Scenario.LARGE);
    assertThat(calls.order(id).path("lines")).hasSize(7);
    assertThat(shop.shop.act(new Action.Place(Scenario.COUNTER.purchase(new SplittableRandom(1)))))
        .isInstanceOf(ActionResult.Refused.class);
    assertThat(calls.data("{ order(id: \"7\") { id } }").path("order").isNull()).isTrue();
    assertThat(calls.order(id).path("code").asText()).matches("[1-9A-HJ-NP-Z]{16}");
  }

  /// Orders name the customer: the address changes in all of them at once.
  @Test
  void anAccountsAddressIsThatOfAllItsOrders() {
    String id = shop.place(Scenario.ACCOUNT);
    String before = calls.order(id).path("updatedAt").asText();
    shop.pass(Duration.ofMinutes(1));
    String email = calls.order(id).at("/customer/emailAddress").asText();
    shop.shop.act(new Action.ChangeEmail(email.replaceFirst("@.*", ""), "new@example.com")).id();
    assertThat(calls.order(id).at("/customer/emailAddress").asText()).isEqualTo("new@example.com");
    assertThat(calls.order(id).path("updatedAt").asText()).isEqualTo(before);
    assertThat(calls.order(id).at("/customer/user/id").asText()).isNotEmpty();
    assertThat(calls.order(shop.place(Scenario.GUEST)).at("/customer/user").isNull()).isTrue();
  }

  private ActionResult ship(String id) {
    return shop.shop.act(new Action.Ship(id, List.of(), Optional.empty()));
  }

  private void pay(String id, Action.Payment kind) {
    shop.shop.act(new Action.Pay(id, kind, Optional.empty())).id();
  }
}
