package io.orderwire.shops.api2cart;

import io.orderwire.shops.Account;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.SimulatedCart;
import io.orderwire.shops.TaxRate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// How stores behind API2Cart are set up, connected and opened.
public final class SimulatedApi2Cart implements SimulatedCart {

  @Override
  public ShopSettings settings(String baseUrl) {
    return ShopSettings.plain(baseUrl)
        .change()
        .credentials(
            "0123456789abcdef0123456789abcdef",
            "fedcba9876543210fedcba9876543210",
            "5d41402abc4b2a76b9719d911017c592")
        .taxes(List.of(new TaxRate("MwSt", new BigDecimal("0.19"), false, true)))
        .deliveryDelay(Duration.ofSeconds(2))
        .blindSpots(false)
        .done();
  }

  @Override
  public String address(String baseUrl) {
    return baseUrl + HubGate.PATH;
  }

  @Override
  public Map<String, String> credentials(ShopSettings settings) {
    Map<String, String> credentials = new LinkedHashMap<>();
    credentials.put("api_key", settings.key());
    credentials.put("store_key", settings.secret());
    credentials.put("webhook_secret", settings.webhookSecret());
    return credentials;
  }

  @Override
  public Set<Scenario> lacks() {
    return Set.of(Scenario.PRESENTMENT, Scenario.TIP, Scenario.DUTIES, Scenario.FEES);
  }

  /// The only store of an account.
  @Override
  public Shop open(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    return new Api2CartAccount().open(settings, clock, random);
  }

  @Override
  public Optional<Account> account() {
    return Optional.of(new Api2CartAccount());
  }
}
