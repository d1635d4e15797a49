package io.orderwire.shops.magento;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.Catalogue;
import io.orderwire.shops.Item;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.TestShops;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// States, edits, items on two levels, and what the API says of what is not there.
class MageOrdersTest {
  private final TestShops shop = TestShops.of(Platform.MAGENTO);

  @Test
  void anEditCancelsAndPlacesAnother() {
    String id = shop.place(Scenario.BANK_TRANSFER);
    shop.pass(Duration.ofMinutes(1));
    String next = shop.shop.act(new Action.AddLine(id, Item.of(Catalogue.TOWEL, 1))).id();
    String last = shop.shop.act(new Action.RemoveLine(next, 0, 1)).id();
    JsonNode old = order(id);
    JsonNode edited = order(next);
    assertThat(old.path("state").asText()).isEqualTo("canceled");
    assertThat(old.path("relation_child_id").asText()).isEqualTo(next);
    assertThat(edited.path("relation_parent_id").asText()).isEqualTo(id);
    assertThat(edited.path("increment_id").asText())
        .isEqualTo(old.path("increment_id").asText() + "-1");
    assertThat(order(last).path("increment_id").asText())
        .isEqualTo(old.path("increment_id").asText() + "-2");
    assertThat(order(last).path("original_increment_id")).isEqualTo(old.path("increment_id"));
    assertThat(order(last).path("state").asText()).isEqualTo("new");
  }

  @Test
  void statesFollowFromMoneyAndGoods() {
    String id = shop.place(Scenario.CASH_ON_DELIVERY);
    assertThat(state(id)).isEqualTo("new");
    shop.shop.act(new Action.Ship(id, List.of(), Optional.empty()));
    assertThat(state(id)).isEqualTo("processing");
    shop.shop.act(new Action.Pay(id, Action.Payment.SALE, Optional.empty()));
    assertThat(state(id)).isEqualTo("complete");
    assertThat(shop.shop.act(new Action.Cancel(id, ""))).isInstanceOf(ActionResult.Refused.class);
    shop.shop.act(new Action.Refund(id, List.of(), Optional.empty(), "back"));
    assertThat(state(id)).isEqualTo("closed");
    assertThat(state(shop.place(Scenario.VIRTUAL))).isEqualTo("complete");
    assertThat(state(shop.place(Scenario.ZERO))).isEqualTo("new");
    assertThat(state(shop.place(Scenario.DECLINED))).isEqualTo("canceled");
    assertThat(state(shop.place(Scenario.PENDING))).isEqualTo("pending_payment");
  }

  @Test
  void whatWasVoidedStillSaysThatItWasAuthorized() {
    String id = shop.place(Scenario.AUTHORIZED);
    shop.shop.act(new Action.Pay(id, Action.Payment.VOID, Optional.empty()));
    assertThat(state(id)).isEqualTo("processing");
    assertThat(order(id).path("payment").path("base_amount_authorized").decimalValue())
        .isPositive();
    assertThat(order(id).path("payment").path("last_trans_id").asText()).endsWith("-void");
  }

  @Test
  void variantsAndBundlesAreItemsOfTheirOwn() {
    JsonNode coupon = order(shop.place(Scenario.COUPON)).path("items");
    assertThat(coupon.path(0).path("product_type").asText()).isEqualTo("configurable");
    assertThat(coupon.path(1).path("parent_item_id")).isEqualTo(coupon.path(0).path("item_id"));
    assertThat(coupon.path(1).path("sku")).isEqualTo(coupon.path(0).path("sku"));
    assertThat(coupon.path(1).path("base_price").decimalValue()).isZero();
    JsonNode bundle = order(shop.place(Scenario.BUNDLE)).path("items");
    assertThat(bundle.path(0).path("product_type").asText()).isEqualTo("bundle");
    assertThat(bundle.path(0).has("row_total")).isFalse();
    assertThat(bundle.path(2).path("parent_item_id")).isEqualTo(bundle.path(0).path("item_id"));
    assertThat(bundle.path(2).path("row_total").decimalValue()).isPositive();
  }

  @Test
  void whatIsNullIsNoKeyAndWhatIsAbsentSaysSo() {
    JsonNode counter = order(shop.place(Scenario.COUNTER));
    assertThat(counter.has("billing_address")).isFalse();
    assertThat(counter.has("customer_email")).isFalse();
    assertThat(counter.findValues("total_refunded")).isEmpty();
    assertThat(shop.get("/orders/7").status()).isEqualTo(404);
    assertThat(TestShops.json(shop.get("/orders/7")).has("parameters")).isFalse();
    assertThat(TestShops.json(shop.get("/carts/7")).has("parameters")).isTrue();
    assertThat(TestShops.json(shop.get("/webhooks")).path("message").asText())
        .isEqualTo("Request does not match any route.");
  }

  /// No poll by time finds a comment.
  @Test
  void commentsDoNotMoveTheModificationTime() {
    String id = shop.place(Scenario.GUEST);
    JsonNode before = order(id);
    shop.pass(Duration.ofMinutes(5));
    shop.shop.act(new Action.Annotate(id, "gift_note", "note 1"));
    assertThat(order(id).path("status_histories")).hasSize(1);
    assertThat(order(id).path("updated_at")).isEqualTo(before.path("updated_at"));
  }

  private JsonNode order(String id) {
    return TestShops.json(shop.get("/orders/" + id));
  }

  private String state(String id) {
    return order(id).path("state").asText();
  }
}
