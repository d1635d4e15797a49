package io.orderwire.system.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import io.orderwire.shops.Action;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.ServedShop;
import io.orderwire.shops.ShopServer;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Connecting a store is all that a merchant does; a shop that forgets its subscriptions is
/// reminded of them.
@ExtendWith(SharedSuite.class)
class SubscriptionsEndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  // what the store shows is cleared by the next check, which may be due at once
  private static final Predicate<JsonNode> LOST =
      event -> event.at("/detail/data/code").asText().equals("webhooks_lost");

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20261123L);

  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#subscribable")
  void subscriptionsThatWereDeletedAreBackAndNoOrderIsMissing(Platform platform, RunningSuite suite)
      throws IOException {
    String store = "watched-" + platform.id();
    Predicate<JsonNode> ofStore =
        event -> event.at("/detail/metadata/store_id").asText().equals(store);
    try (ShopServer server = ShopServer.start(ShopServer.Options.of(platform));
        BusListener bus = new BusListener(suite.address(), 0)) {
      ServedShop shop = server.shop();
      SuiteClient client = new SuiteClient(suite.address());
      SuiteClient.Answer connected = client.post("/v1/stores", connection(store, shop));
      assertThat(connected.status()).as("%s", connected.body()).isEqualTo(201);
      assertThat(subscriptions(connected.body()).path("standing")).isNotEmpty();

      String first = place(shop);
      JsonNode event = bus.await(PATIENCE, BusListener.ofOrder(store, first));
      assertThat(event.at("/detail/metadata/cause").asText()).isEqualTo("webhook");

      new SuiteClient(java.net.URI.create(shop.url())).post("/_admin/unsubscribe", "{}");
      String unheard = place(shop);
      SuiteClient.Answer poll = client.post("/v1/stores/" + store + "/poll", "");
      assertThat(poll.status()).as("%s", poll.body()).isIn(200, 202);
      bus.await(PATIENCE, BusListener.ofOrder(store, unheard));
      bus.await(PATIENCE, BusListener.ofType("store.health_changed").and(ofStore).and(LOST));

      String later = place(shop);
      JsonNode again = bus.await(PATIENCE, BusListener.ofOrder(store, later));
      assertThat(again.at("/detail/metadata/cause").asText()).isEqualTo("webhook");
    }
  }

  private String place(ServedShop shop) {
    return shop.act(new Action.Place(Scenario.GUEST.purchase(random))).id();
  }

  private static JsonNode subscriptions(JsonNode store) {
    return store.at("/webhook/subscriptions");
  }

  private static String connection(String id, ServedShop shop) {
    String credentials = Json.text(shop.platform().cart().credentials(shop.settings()));
    return """
        {"store_id": "%s", "platform": "%s", "base_url": "%s", "credentials": %s}
        """
        .formatted(id, shop.platform().id(), shop.address(), credentials);
  }
}
