package io.orderwire.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.StoreShapes;
import io.orderwire.engine.StoreShapes.Kind;
import io.orderwire.json.Json;
import io.orderwire.message.EventData.Resource;
import io.orderwire.message.EventData.SchemaDrift;
import io.orderwire.model.Read;
import io.orderwire.model.StoreId;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Platform;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How many shapes the ordinary orders of a shop have: payloads differ in what they leave out, and
/// that must be no news.
class ShapesTest {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final int ORDERS = 100;
  private static final Duration SETTLING = Duration.ofMinutes(40);

  /// A hundred orders that are placed, edited, paid, shipped, refunded and cancelled as it comes:
  /// by webhooks, listings and fetches.
  @ParameterizedTest
  @EnumSource(Platform.class)
  void aHundredOrdersOfAShopHaveFewShapes(Platform platform) {
    ManualClock clock = new ManualClock(START);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11L);
    SimulatedShop shop = SimulatedShop.open(platform, clock, random, Chaos.none());
    SimulatedSuite suite = new SimulatedSuite(List.of(shop), clock, Faults.NONE);
    suite.connect(shop);
    int half = 0;
    while (shop.placedOrders().size() < ORDERS) {
      shop.trader().step();
      clock.advance(Duration.ofSeconds(20));
      work(shop, suite);
      if (shop.placedOrders().size() <= ORDERS / 2) {
        half = shapes(suite, shop).size();
      }
    }
    for (Duration time = Duration.ZERO; time.compareTo(SETTLING) < 0; time = time.plusMinutes(1)) {
      clock.advance(Duration.ofMinutes(1));
      work(shop, suite);
    }
    List<LedgerEntry> shapes = shapes(suite, shop);
    List<JsonNode> payloads = payloads(suite, shop);
    System.out.printf(
        "shapes: %-12s %d orders, %d payloads, %d sets of places and types, %d shapes, %d of them"
            + " after half of the orders, by kind %s%n",
        platform.id(),
        shop.placedOrders().size(),
        payloads.size(),
        distinct(payloads),
        shapes.size(),
        shapes.size() - half,
        kinds(shapes));
    assertThat(kinds(shapes).values()).as("shapes of each kind").allMatch(count -> count <= 20);
    assertThat(shapes.size() - half).as("after half of the orders").isLessThanOrEqualTo(5);
  }

  private static void work(SimulatedShop shop, SimulatedSuite suite) {
    suite.plan();
    shop.shop().due().forEach(attempt -> shop.shop().report(attempt, suite.deliver(attempt)));
    while (suite.hasWork()) {
      suite.poll();
      suite.normalize();
      suite.dispatch();
    }
  }

  private static List<LedgerEntry> shapes(SimulatedSuite suite, SimulatedShop shop) {
    return suite.ledger.history(Subject.shapes(new StoreId(shop.storeId())), 1, 1_000);
  }

  private static Map<String, Integer> kinds(List<LedgerEntry> shapes) {
    Map<String, Integer> kinds = new TreeMap<>();
    for (LedgerEntry entry : shapes) {
      SchemaDrift drift = (SchemaDrift) entry.event().detail().data();
      kinds.merge(drift.resource() + " " + drift.read(), 1, Integer::sum);
    }
    return kinds;
  }

  private static List<JsonNode> payloads(SimulatedSuite suite, SimulatedShop shop) {
    List<JsonNode> payloads = new ArrayList<>();
    for (String key : suite.archive.list("raw/" + shop.storeId() + "/order/", 100_000)) {
      payloads.add(Json.read(suite.archive.get(key).orElseThrow(), JsonNode.class));
    }
    return payloads;
  }

  /// What would be told if each set of places and types were a shape of its own.
  private static int distinct(List<JsonNode> payloads) {
    Set<String> sets = new TreeSet<>();
    Kind kind = new Kind(Resource.ORDER, Read.LISTED);
    for (JsonNode payload : payloads) {
      sets.add(StoreShapes.NONE.drift(kind, payload, Map.of(), "", START).shape());
    }
    return sets.size();
  }
}
