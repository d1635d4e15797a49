package io.orderwire.shops.vendure;

import io.orderwire.shops.Scenario;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.SimulatedCart;
import io.orderwire.shops.TaxRate;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// How shops of Vendure are set up, connected and opened. The key is the administrator's name, and
/// the secret both the API key and that administrator's password; without a name nobody logs in.
public final class SimulatedVendure implements SimulatedCart {

  @Override
  public ShopSettings settings(String baseUrl) {
    return ShopSettings.plain(baseUrl)
        .change()
        .credentials("superadmin", "vendure-key-0123456789abcdef0123456789abcdef", "")
        .taxes(List.of(new TaxRate("Standard Tax", new BigDecimal("0.19"), false, true)))
        .done();
  }

  /// From the mutation `createApiKey`.
  @Override
  public Map<String, String> credentials(ShopSettings settings) {
    return Map.of("api_key", settings.secret());
  }

  @Override
  public Webhooks webhooks() {
    return Webhooks.NONE;
  }

  /// Nobody buys without an e-mail address, and a bundle is what somebody's plugin makes of it.
  @Override
  public Set<Scenario> lacks() {
    return Set.of(Scenario.BUNDLE, Scenario.TIP, Scenario.DUTIES, Scenario.TEST, Scenario.COUNTER);
  }

  @Override
  public Shop open(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    return new VendureShop(settings, clock, random);
  }
}
