package io.orderwire.benchmarks;

import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connectors.Connectors;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.Store;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Shop;
import io.orderwire.shops.Trader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The order webhooks of a simulated shop that trades under a fixed seed: always the same bytes.
final class SampleDeliveries {
  static final String SECRET = "benchmark secret";
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final long SEED = 7;
  private static final int STEPS = 120;

  /// One delivery and the store it belongs to.
  record Sample(Connector connector, Store store, Delivery delivery) {}

  private SampleDeliveries() {}

  static List<Sample> of(Platform platform) {
    Connector connector = Connectors.find(new PlatformId(platform.id())).orElseThrow();
    Instant[] now = {START};
    InstantSource clock = () -> now[0];
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    Shop shop =
        platform.cart().open(platform.cart().settings("https://shop.example"), clock, random);
    shop.subscribe("https://orderwire.example/webhooks/token", SECRET, List.of());
    Trader trader = new Trader(shop, random);
    List<Sample> samples = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      trader.step();
      now[0] = now[0].plus(Duration.ofSeconds(20));
      for (Attempt attempt : shop.due()) {
        Sample sample = new Sample(connector, store(platform), delivery(attempt));
        if (carriesAnOrder(sample)) {
          samples.add(sample);
        }
      }
    }
    return List.copyOf(samples);
  }

  private static boolean carriesAnOrder(Sample sample) {
    return sample.connector().webhooks().signals(sample.delivery()).stream()
        .anyMatch(
            signal ->
                signal instanceof Signal.OrderChanged(var id, var payload) && payload.isPresent());
  }

  private static Delivery delivery(Attempt attempt) {
    Map<String, String> headers = new LinkedHashMap<>();
    attempt.headers().forEach(header -> headers.put(header.name(), header.value()));
    return new Delivery("POST", new Headers(headers), "", attempt.body());
  }

  private static Store store(Platform platform) {
    return new Store(
        new StoreId("benchmark"),
        new PlatformId(platform.id()),
        "Benchmark",
        URI.create("https://shop.example"),
        "token",
        new SealedCredentials(""),
        true,
        Map.of(),
        StoreMapping.standard(),
        Store.State.ACTIVE,
        Optional.empty(),
        START,
        1);
  }
}
