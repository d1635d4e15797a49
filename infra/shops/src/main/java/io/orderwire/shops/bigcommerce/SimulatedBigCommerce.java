package io.orderwire.shops.bigcommerce;

import io.orderwire.shops.Scenario;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.SimulatedCart;
import io.orderwire.shops.TaxRate;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// How stores of BigCommerce are set up, connected and opened.
public final class SimulatedBigCommerce implements SimulatedCart {

  @Override
  public ShopSettings settings(String baseUrl) {
    return ShopSettings.plain(baseUrl)
        .change()
        .credentials(
            "",
            "0123456789abcdefghij0123456789a",
            "6b1f3c0e9a7d45e2b8c6f0d1a2934e5f60718293a4b5c6d7e8f90a1b2c3d4e5f")
        .currency("USD")
        .zone(ZoneId.of("America/Los_Angeles"))
        .taxes(List.of(new TaxRate("Sales Tax", new BigDecimal("0.0825"), false, true)))
        .done();
  }

  @Override
  public String address(String baseUrl) {
    return baseUrl + BigCommerceShop.PATH;
  }

  @Override
  public Map<String, String> credentials(ShopSettings settings) {
    Map<String, String> credentials = new LinkedHashMap<>();
    credentials.put("access_token", settings.secret());
    credentials.put("client_secret", settings.webhookSecret());
    return credentials;
  }

  @Override
  public Map<String, String> app(ShopSettings settings) {
    return Map.of("client_id", BigOAuth.CLIENT_ID, "client_secret", settings.webhookSecret());
  }

  @Override
  public Set<Scenario> lacks() {
    return Set.of(Scenario.TIP, Scenario.DUTIES, Scenario.FEES);
  }

  @Override
  public Shop open(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    return new BigCommerceShop(settings, clock, random);
  }
}
