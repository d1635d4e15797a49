package io.orderwire.shops;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How one shop is set up. Which of its credentials these are, a platform's [SimulatedCart] says.
///
/// @param baseUrl scheme, host and port it is reached at, no trailing slash; part of OAuth
///     signatures, so it must be what callers use
/// @param key who calls: a consumer key, an account's key; empty where the secret alone says it
/// @param secret what proves it: a consumer secret, an access token, a store's key
/// @param webhookSecret signs webhooks until [Shop#subscribe] says otherwise; empty for a shop that
///     sends none
/// @param currency the shop's currency, ISO 4217
/// @param decimals how many decimals the shop keeps; absent means the currency's own
/// @param zone the shop's time zone
/// @param taxes what it charges, in order
/// @param pricesIncludeTax product and delivery prices contain tax
/// @param firstId where ids start; absent means from the clock (seconds since 2026), so that a
///     shop that starts again from nothing never gives an id twice
/// @param deliveryDelay between an event and its webhook: uniformly at random up to this
/// @param retryBase how long before the first retry, which is doubled each time, on platforms that
///     wait so
/// @param blindSpots some changes do not move an order's modification time, as documented for the
///     platform (WooCommerce: item edits and gateway refunds)
/// @param horizonDays Shopify hides older orders from an app without `read_all_orders`; 0 shows all
/// @param plainPermalinks WooCommerce without pretty permalinks: the API is only at `?rest_route=`
/// @param chaos faults
public record ShopSettings(
    String baseUrl,
    String key,
    String secret,
    String webhookSecret,
    String currency,
    OptionalInt decimals,
    ZoneId zone,
    List<TaxRate> taxes,
    boolean pricesIncludeTax,
    OptionalLong firstId,
    Duration deliveryDelay,
    Duration retryBase,
    boolean blindSpots,
    int horizonDays,
    boolean plainPermalinks,
    Chaos chaos) {

  public ShopSettings {
    taxes = List.copyOf(taxes);
  }

  /// A shop in euro and UTC that charges no tax and has no credentials.
  public static ShopSettings plain(String baseUrl) {
    return new ShopSettings(
        baseUrl,
        "",
        "",
        "",
        "EUR",
        OptionalInt.empty(),
        ZoneId.of("UTC"),
        List.of(),
        false,
        OptionalLong.empty(),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        true,
        0,
        false,
        Chaos.none());
  }

  /// How many decimals amounts are kept with.
  public int scale() {
    return decimals.orElse(java.util.Currency.getInstance(currency).getDefaultFractionDigits());
  }

  public ShopSettings withCredentials(String newKey, String newSecret, String newWebhookSecret) {
    return change().credentials(newKey, newSecret, newWebhookSecret).done();
  }

  public ShopSettings withChaos(Chaos value) {
    return change().chaos(value).done();
  }

  /// Settings that differ in some parts from these.
  public ShopSettingsChange change() {
    return new ShopSettingsChange(this);
  }
}
