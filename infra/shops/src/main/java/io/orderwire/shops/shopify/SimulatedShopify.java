package io.orderwire.shops.shopify;

import io.orderwire.shops.Scenario;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.SimulatedCart;
import io.orderwire.shops.TaxRate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// How shops of Shopify are set up, connected and opened.
public final class SimulatedShopify implements SimulatedCart {

  @Override
  public ShopSettings settings(String baseUrl) {
    return ShopSettings.plain(baseUrl)
        .change()
        .credentials(
            "", "shpat_0123456789abcdef0123456789abcdef", "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")
        .currency("USD")
        .zone(ZoneId.of("America/New_York"))
        .taxes(
            List.of(
                new TaxRate("State Tax", new BigDecimal("0.0625"), false, true),
                new TaxRate("City Tax", new BigDecimal("0.01375"), false, false)))
        .deliveryDelay(Duration.ofMillis(800))
        // doubled eight times, within four hours
        .retryBase(Duration.ofSeconds(56))
        .horizonDays(60)
        .done();
  }

  @Override
  public Map<String, String> credentials(ShopSettings settings) {
    Map<String, String> credentials = new LinkedHashMap<>();
    credentials.put("access_token", settings.secret());
    credentials.put("webhook_secret", settings.webhookSecret());
    return credentials;
  }

  @Override
  public Map<String, String> app(ShopSettings settings) {
    return Map.of("client_id", ShopifyOAuth.CLIENT_ID, "client_secret", settings.webhookSecret());
  }

  @Override
  public Set<Scenario> lacks() {
    return Set.of(Scenario.FEES);
  }

  @Override
  public Shop open(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    return new ShopifyShop(settings, clock, random);
  }
}
