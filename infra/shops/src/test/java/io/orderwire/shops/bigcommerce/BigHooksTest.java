package io.orderwire.shops.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Outcome;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.TestShops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Deliveries, their retries, and what becomes of hooks.
class BigHooksTest {
  private static final String HERE = "https://hooks.example/a";
  private final TestShops shop = TestShops.of(Platform.BIGCOMMERCE);

  @Test
  void deliveriesOnlyNameWhatChanged() {
    shop.shop.subscribe(HERE, "s", List.of("store/order/*"));
    String id = shop.place(Scenario.GUEST);
    List<Attempt> attempts = shop.delivered();
    assertThat(attempts.stream().map(Attempt::topic))
        .containsExactly(
            "store/order/created",
            "store/order/transaction/created",
            "store/order/updated",
            "store/order/statusUpdated");
    JsonNode moved = TestShops.json(attempts.getLast().body());
    assertThat(moved.path("data").path("id").asText()).isEqualTo(id);
    assertThat(moved.at("/data/status/previous_status_id").asInt()).isZero();
    assertThat(moved.at("/data/status/new_status_id").asInt()).isEqualTo(11);
    assertThat(moved.path("producer").asText()).isEqualTo("stores/abcd1234");
    assertThat(moved.has("total_inc_tax")).isFalse();
  }

  /// The waits of the guide; after the eleventh retry the hook is deactivated and stays silent.
  @Test
  void elevenRetriesWithinFortyEightHoursThenSilence() {
    hook("store/order/created");
    shop.place(Scenario.GUEST);
    List<Duration> waits = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<String> signatures = new ArrayList<>();
    java.time.Instant last = shop.now();
    while (shop.shop.nextDue().isPresent()) {
      shop.pass(Duration.between(shop.now(), shop.shop.nextDue().get()));
      for (Attempt attempt : shop.shop.due()) {
        waits.add(Duration.between(last, shop.now()));
        ids.add(attempt.header("webhook-id"));
        signatures.add(attempt.header("webhook-signature"));
        last = shop.now();
        shop.shop.report(attempt, new Outcome.Answered(500));
      }
    }
    assertThat(waits.stream().skip(1).map(Duration::toSeconds))
        .containsExactly(60L, 180L, 300L, 600L, 900L, 1800L, 3600L, 7200L, 21600L, 50400L, 86400L);
    assertThat(ids).hasSize(12).containsOnly(ids.getFirst());
    assertThat(signatures).doesNotHaveDuplicates();
    assertThat(hooks().path(0).path("is_active").asBoolean()).isFalse();
    shop.place(Scenario.GUEST);
    assertThat(shop.shop.due()).isEmpty();
    ObjectNode active = JsonText.object().put("is_active", true);
    shop.send("PUT", "/v3/hooks/" + hooks().path(0).path("id").asText(), active);
    shop.place(Scenario.GUEST);
    assertThat(shop.shop.due()).hasSize(1);
  }

  @Test
  void aHookThatHearsNothingForNinetyDaysIsDeactivated() {
    hook("store/order/created");
    shop.pass(Duration.ofDays(89));
    assertThat(hooks().path(0).path("is_active").asBoolean()).isTrue();
    shop.place(Scenario.GUEST);
    shop.pass(Duration.ofDays(89));
    assertThat(hooks().path(0).path("is_active").asBoolean()).isTrue();
    shop.pass(Duration.ofDays(2));
    assertThat(hooks().path(0).path("is_active").asBoolean()).isFalse();
  }

  /// Of a hundred deliveries within two minutes more than one in ten failed: three minutes' pause.
  @Test
  void aDestinationThatOftenFailsIsNotCalledForThreeMinutes() {
    hook("store/order/created");
    for (int order = 0; order < 100; order++) {
      shop.place(Scenario.GUEST);
      Attempt attempt = shop.shop.due().getFirst();
      shop.shop.report(attempt, new Outcome.Answered(order % 5 == 0 ? 503 : 200));
    }
    shop.place(Scenario.GUEST);
    assertThat(shop.shop.due()).isEmpty();
    shop.pass(Duration.ofMinutes(3));
    shop.place(Scenario.GUEST);
    assertThat(shop.shop.due()).isNotEmpty();
  }

  @Test
  void oneHookPerScopeAndDestinationAndItsHeadersAreEchoed() {
    ObjectNode wanted = hook("store/order/created");
    assertThat(shop.send("POST", "/v3/hooks", wanted).status()).isEqualTo(422);
    assertThat(hooks()).hasSize(1);
    shop.place(Scenario.GUEST);
    assertThat(shop.delivered().getFirst().header("x-mine")).isEqualTo("yes");
    String id = hooks().path(0).path("id").asText();
    assertThat(shop.send("DELETE", "/v3/hooks/" + id, JsonText.object()).status()).isEqualTo(200);
    assertThat(hooks()).isEmpty();
  }

  @Test
  void cartsAreToldOfAndGoneOnceTheyBecameOrders() {
    shop.shop.subscribe(HERE, "s", List.of());
    String cart = shop.shop.act(new Action.Abandon(Scenario.COUPON.purchase(seeded()))).id();
    assertThat(shop.get("/v3/carts/" + cart).status()).isEqualTo(200);
    shop.pass(Duration.ofHours(1));
    assertThat(shop.delivered().stream().map(Attempt::topic))
        .containsExactly("store/cart/created", "store/cart/abandoned");
    String order = shop.shop.act(new Action.Convert(cart)).id();
    Attempt converted =
        shop.delivered().stream()
            .filter(each -> each.topic().equals("store/cart/converted"))
            .findFirst()
            .orElseThrow();
    assertThat(TestShops.json(converted.body()).at("/data/orderId").asText()).isEqualTo(order);
    assertThat(shop.get("/v3/carts/" + cart).status()).isEqualTo(404);
    assertThat(TestShops.json(shop.get("/v2/orders/" + order)).path("cart_id").asText())
        .isEqualTo(cart);
  }

  private ObjectNode hook(String scope) {
    ObjectNode wanted =
        JsonText.object().put("scope", scope).put("destination", HERE).put("is_active", true);
    wanted.putObject("headers").put("x-mine", "yes");
    shop.send("POST", "/v3/hooks", wanted);
    return wanted;
  }

  private JsonNode hooks() {
    return TestShops.json(shop.get("/v3/hooks")).path("data");
  }

  private static SplittableRandom seeded() {
    return new SplittableRandom(7);
  }
}
