package io.orderwire.shops.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Fixture;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.Shape;
import io.orderwire.shops.Signature;
import io.orderwire.shops.TestShops;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The shop against genuine deliveries of a running WooCommerce 9.3.2 (about.md beside them).
class GenuineDeliveriesTest {
  private static final List<String> ORDERS =
      List.of(
          "created-custom-line",
          "created-de-unicode-variation-fees-cancelled",
          "created-jpy-trashed",
          "created-paid-completed-refunded",
          "created-zero-total-virtual");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "created-custom-line",
        "created-de-unicode-variation-fees-cancelled",
        "created-jpy-trashed",
        "created-paid-completed-refunded",
        "created-zero-total-virtual",
        "created-ERROR-OBJECT",
        "deleted"
      })
  void signsAndWritesJsonAsTheRealShopDoes(String name) {
    JsonNode capture = capture(name);
    byte[] body = Base64.getDecoder().decode(capture.path("bodyBase64").asText());
    assertThat(Signature.base64("s3cr3t-ключ", body))
        .isEqualTo(capture.path("headers").path("x-wc-webhook-signature").asText());
    assertThat(JsonText.php(TestShops.json(body))).isEqualTo(body);
  }

  @Test
  void ordersHaveTheSameFieldsOfTheSameTypes() {
    Shape real = new Shape();
    ORDERS.forEach(name -> real.add(capture(name).path("body")));
    Shape ours = new Shape();
    TestShops shop = TestShops.of(Platform.WOOCOMMERCE);
    for (Scenario scenario : Scenario.values()) {
      if (scenario.fits(Platform.WOOCOMMERCE)) {
        for (String id : lives(shop, scenario)) {
          ours.add(TestShops.json(shop.get("/orders/" + id)));
        }
      }
    }
    assertThat(ours.paths()).isEqualTo(real.paths());
    for (String path : real.paths()) {
      Set<String> possible = new TreeSet<>(real.at(path));
      // The captured orders show only some of the types that a free value can have.
      if (path.endsWith("/value") || path.endsWith("/display_value")) {
        possible.addAll(ours.at(path));
      }
      assertThat(possible).as(path).containsAll(ours.at(path));
    }
  }

  @Test
  void keysStandInTheRealOrder() {
    TestShops shop = TestShops.of(Platform.WOOCOMMERCE);
    JsonNode ours = TestShops.json(shop.get("/orders/" + shop.place(Scenario.COUPON)));
    JsonNode real = capture("created-paid-completed-refunded").path("body");
    assertThat(names(ours)).isEqualTo(names(real));
    assertThat(names(ours.path("line_items").path(0)))
        .isEqualTo(names(real.path("line_items").path(0)));
  }

  @Test
  void headersComeInTheRealOrder() {
    TestShops shop = TestShops.of(Platform.WOOCOMMERCE);
    shop.shop.subscribe("https://hooks.example/a", "s3cr3t-ключ", List.of("order.created"));
    shop.delivered();
    shop.place(Scenario.GUEST);
    Attempt attempt = shop.delivered().getFirst();
    List<String> real = new ArrayList<>();
    JsonNode raw = capture("created-custom-line").path("rawHeaders");
    for (int i = 0; i < raw.size(); i += 2) {
      real.add(raw.get(i).asText());
    }
    real.removeAll(List.of("Host", "Accept", "Accept-Encoding", "Connection", "Content-Length"));
    assertThat(attempt.headers().stream().map(Attempt.Header::name).toList()).isEqualTo(real);
    assertThat(attempt.header("X-WC-Webhook-Signature"))
        .isEqualTo(Signature.base64("s3cr3t-ключ", attempt.body()));
    assertThat(attempt.header("X-WC-Webhook-Delivery-ID")).matches("[0-9a-f]{32}");
  }

  /// An order of this kind as placed, and one to which much has happened.
  private static List<String> lives(TestShops shop, Scenario scenario) {
    SplittableRandom random = new SplittableRandom(3);
    String fresh = shop.shop.act(new Action.Place(scenario.purchase(random))).id();
    String old = shop.shop.act(new Action.Place(scenario.purchase(random))).id();
    shop.shop.act(new Action.Pay(old, Action.Payment.SALE, Optional.empty()));
    shop.shop.act(
        new Action.Refund(old, List.of(new Action.Portion(0, 1)), Optional.empty(), "damaged"));
    shop.shop.act(new Action.Ship(old, List.of(), Optional.empty()));
    shop.shop.act(new Action.Annotate(old, "colour", "green"));
    return List.of(fresh, old);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode capture(String name) {
    return Fixture.json("woocommerce/webhook-order." + name + "-9.3.2.json");
  }
}
