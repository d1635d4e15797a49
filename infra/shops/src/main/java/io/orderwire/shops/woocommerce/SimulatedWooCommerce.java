package io.orderwire.shops.woocommerce;

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

/// How shops of WooCommerce are set up, connected and opened.
public final class SimulatedWooCommerce implements SimulatedCart {

  @Override
  public ShopSettings settings(String baseUrl) {
    return ShopSettings.plain(baseUrl)
        .change()
        .credentials(
            "ck_0123456789abcdef0123456789abcdef01234567",
            "cs_76543210fedcba9876543210fedcba9876543210",
            "s3cr3t-ключ")
        .zone(ZoneId.of("Europe/Berlin"))
        .taxes(List.of(new TaxRate("MwSt", new BigDecimal("0.19"), false, true)))
        .pricesIncludeTax(true)
        .deliveryDelay(Duration.ofMillis(1500))
        .done();
  }

  @Override
  public Map<String, String> credentials(ShopSettings settings) {
    Map<String, String> credentials = new LinkedHashMap<>();
    credentials.put("consumer_key", settings.key());
    credentials.put("consumer_secret", settings.secret());
    credentials.put("webhook_secret", settings.webhookSecret());
    return credentials;
  }

  @Override
  public Set<Scenario> lacks() {
    return Set.of(Scenario.PRESENTMENT, Scenario.TIP, Scenario.DUTIES, Scenario.TEST);
  }

  @Override
  public Shop open(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    return new WooCommerceShop(settings, clock, random);
  }
}
