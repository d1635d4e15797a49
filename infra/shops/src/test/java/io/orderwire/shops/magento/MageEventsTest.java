package io.orderwire.shops.magento;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Outcome;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.TestShops;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What Adobe delivers, how often, and until when.
class MageEventsTest {
  private static final String HERE = "https://hooks.example/a";
  private static final String SAVED = "com.adobe.commerce.observer.sales_order_save_commit_after";
  private final TestShops shop = TestShops.of(Platform.MAGENTO);

  @Test
  void openSourceTellsNobody() {
    shop.shop.subscribe(HERE, "", List.of());
    shop.trade(100, 3);
    assertThat(shop.delivered()).isEmpty();
    assertThat(shop.shop.nextDue()).isEmpty();
  }

  @Test
  void deliveriesOnlyNameWhatChanged() {
    shop.shop.subscribe(HERE, "s", List.of());
    String id = shop.place(Scenario.GUEST);
    List<Attempt> attempts = shop.delivered();
    assertThat(attempts.stream().map(Attempt::topic))
        .containsExactly(
            "com.adobe.commerce.plugin.magento.sales.api.order_management.place",
            "com.adobe.commerce.observer.sales_order_invoice_save_after",
            SAVED);
    JsonNode saved = TestShops.json(attempts.getLast().body());
    assertThat(saved.at("/data/value/entity_id").asText()).isEqualTo(id);
    assertThat(saved.at("/data/value/state").asText()).isEqualTo("processing");
    assertThat(saved.path("recipientclientid").asText()).isNotEqualTo("s").isNotEmpty();
    assertThat(TestShops.json(attempts.get(1).body()).at("/data/value/order_id").asText())
        .isEqualTo(id);
  }

  /// After 1, 2, 4 and 8 minutes, then every 15 for a day; other refusals are final.
  @Test
  void repeatedForADayWhatMaySucceedLater() {
    shop.shop.subscribe(HERE, "s", List.of(SAVED));
    shop.place(Scenario.GUEST);
    List<Long> waits = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    Instant last = shop.now();
    while (shop.shop.nextDue().isPresent()) {
      shop.pass(Duration.between(shop.now(), shop.shop.nextDue().get()));
      for (Attempt attempt : shop.shop.due()) {
        waits.add(Duration.between(last, shop.now()).toMinutes());
        ids.add(attempt.header("x-adobe-event-id"));
        last = shop.now();
        shop.shop.report(attempt, new Outcome.Answered(503));
      }
    }
    assertThat(waits.stream().limit(7)).containsExactly(0L, 1L, 2L, 4L, 8L, 15L, 15L);
    assertThat(Duration.ofMinutes(waits.stream().mapToLong(Long::longValue).sum()))
        .isBetween(Duration.ofHours(23), Duration.ofHours(24));
    assertThat(ids).containsOnly(ids.getFirst());
    TestShops other = TestShops.of(Platform.MAGENTO);
    other.shop.subscribe(HERE, "s", List.of(SAVED));
    other.place(Scenario.GUEST);
    other.shop.due().forEach(attempt -> other.shop.report(attempt, new Outcome.Answered(404)));
    assertThat(other.shop.nextDue()).isEmpty();
  }

  /// Ten deliveries of which four fifths failed: unstable, and disabled when it still is a day
  /// later.
  @Test
  void aRegistrationThatFailsForTwoDaysIsDisabled() {
    shop.shop.subscribe(HERE, "s", List.of(SAVED));
    for (int hour = 0; hour < 33; hour++) {
      shop.place(Scenario.GUEST);
      List<Attempt> due = shop.shop.due();
      assertThat(due).as("hour %d", hour).hasSize(1);
      shop.shop.report(due.getFirst(), new Outcome.Answered(404));
      shop.pass(Duration.ofHours(1));
    }
    shop.place(Scenario.GUEST);
    assertThat(shop.shop.due()).isEmpty();
  }

  @Test
  void cartsAreToldOfAndNameTheOrderTheyBecame() {
    shop.shop.subscribe(HERE, "s", List.of("com.adobe.commerce.observer.sales_quote_save_after"));
    String cart =
        shop.shop.act(new Action.Abandon(Scenario.COUPON.purchase(new SplittableRandom(7)))).id();
    assertThat(shop.delivered().stream().map(Attempt::resource)).containsExactly(cart);
    assertThat(TestShops.json(shop.get("/carts/" + cart)).path("is_active").asBoolean()).isTrue();
    shop.pass(Duration.ofHours(1));
    String order = shop.shop.act(new Action.Convert(cart)).id();
    JsonNode document = TestShops.json(shop.get("/orders/" + order));
    JsonNode quote = TestShops.json(shop.get("/carts/" + cart));
    assertThat(document.path("quote_id").asText()).isEqualTo(cart);
    assertThat(quote.path("reserved_order_id")).isEqualTo(document.path("increment_id"));
    assertThat(quote.path("converted_at").asText()).isEqualTo("2026-11-23 11:00:00");
    assertThat(shop.shop.act(new Action.Convert(cart))).isInstanceOf(ActionResult.Refused.class);
  }
}
