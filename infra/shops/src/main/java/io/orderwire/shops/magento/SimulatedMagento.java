package io.orderwire.shops.magento;

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

/// How shops of Magento are set up, connected and opened. Without a consumer key a shop takes its
/// access token alone; without a webhook secret it is Magento Open Source, which sends nothing.
public final class SimulatedMagento implements SimulatedCart {

  @Override
  public ShopSettings settings(String baseUrl) {
    return ShopSettings.plain(baseUrl)
        .change()
        .credentials("0123456789abcdefghijklmnopqrstuv", "vutsrqponmlkjihgfedcba9876543210", "")
        .currency("GBP")
        .zone(ZoneId.of("Europe/London"))
        .taxes(List.of(new TaxRate("VAT", new BigDecimal("0.20"), false, true)))
        .pricesIncludeTax(true)
        .deliveryDelay(Duration.ofSeconds(2))
        .done();
  }

  /// From System → Integrations and from the Developer Console.
  @Override
  public Map<String, String> credentials(ShopSettings settings) {
    Map<String, String> credentials = new LinkedHashMap<>();
    if (settings.key().isEmpty()) {
      credentials.put("access_token", settings.secret());
    } else {
      credentials.put("consumer_key", settings.key());
      credentials.put("consumer_secret", settings.secret());
      credentials.put("access_token", MageAuth.token(settings.secret()));
      credentials.put("access_token_secret", MageAuth.tokenSecret(settings.secret()));
    }
    if (!settings.webhookSecret().isEmpty()) {
      credentials.put("webhook_secret", MageEvents.pinned(settings.webhookSecret()));
    }
    return credentials;
  }

  @Override
  public Webhooks webhooks() {
    return Webhooks.BY_THE_MERCHANT;
  }

  @Override
  public Set<Scenario> lacks() {
    return Set.of(Scenario.TIP, Scenario.DUTIES, Scenario.FEES, Scenario.TEST);
  }

  @Override
  public Shop open(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    return new MagentoShop(settings, clock, random);
  }
}
