package io.orderwire.shops;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How one shop is set up.
///
/// @param baseUrl scheme, host and port it is reached at, no trailing slash; part of WooCommerce's
///     OAuth signatures, so it must be what callers use
/// @param key consumer key of WooCommerce and Magento, account key of API2Cart; unused by the
///     others. Without one, Magento takes the access token alone
/// @param secret access token of Shopify and BigCommerce; consumer secret of WooCommerce and
///     Magento; store key of API2Cart
/// @param webhookSecret signs webhooks until [Shop#subscribe] says otherwise: the client secret of
///     Shopify and BigCommerce (all subscriptions share it), WooCommerce's per-webhook secret.
/// Empty
///     for Magento Open Source, which sends nothing
/// @param currency the shop's currency, ISO 4217
/// @param decimals how many decimals the shop keeps; absent means the currency's own
/// @param zone the shop's time zone
/// @param taxes what it charges, in order
/// @param pricesIncludeTax product and delivery prices contain tax
/// @param firstId where ids start; absent means from the clock (seconds since 2026), so that a
///     shop that starts again from nothing never gives an id twice
/// @param deliveryDelay between an event and its webhook: uniformly at random up to this
/// @param retryBase Shopify waits this long before the first retry and doubles it each time
///     (8 retries within 4 hours for the default of 56 s)
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

  static ShopSettings shopify(String baseUrl) {
    return new ShopSettings(
        baseUrl,
        "",
        "shpat_0123456789abcdef0123456789abcdef",
        "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",
        "USD",
        OptionalInt.empty(),
        ZoneId.of("America/New_York"),
        List.of(
            new TaxRate("State Tax", new BigDecimal("0.0625"), false, true),
            new TaxRate("City Tax", new BigDecimal("0.01375"), false, false)),
        false,
        OptionalLong.empty(),
        Duration.ofMillis(800),
        Duration.ofSeconds(56),
        true,
        60,
        false,
        Chaos.none());
  }

  static ShopSettings woocommerce(String baseUrl) {
    return new ShopSettings(
        baseUrl,
        "ck_0123456789abcdef0123456789abcdef01234567",
        "cs_76543210fedcba9876543210fedcba9876543210",
        "s3cr3t-ключ",
        "EUR",
        OptionalInt.empty(),
        ZoneId.of("Europe/Berlin"),
        List.of(new TaxRate("MwSt", new BigDecimal("0.19"), false, true)),
        true,
        OptionalLong.empty(),
        Duration.ofMillis(1500),
        Duration.ofSeconds(56),
        true,
        0,
        false,
        Chaos.none());
  }

  static ShopSettings bigcommerce(String baseUrl) {
    return new ShopSettings(
        baseUrl,
        "",
        "0123456789abcdefghij0123456789a",
        "6b1f3c0e9a7d45e2b8c6f0d1a2934e5f60718293a4b5c6d7e8f90a1b2c3d4e5f",
        "USD",
        OptionalInt.empty(),
        ZoneId.of("America/Los_Angeles"),
        List.of(new TaxRate("Sales Tax", new BigDecimal("0.0825"), false, true)),
        false,
        OptionalLong.empty(),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        true,
        0,
        false,
        Chaos.none());
  }

  static ShopSettings magento(String baseUrl) {
    return new ShopSettings(
        baseUrl,
        "0123456789abcdefghijklmnopqrstuv",
        "vutsrqponmlkjihgfedcba9876543210",
        "",
        "GBP",
        OptionalInt.empty(),
        ZoneId.of("Europe/London"),
        List.of(new TaxRate("VAT", new BigDecimal("0.20"), false, true)),
        true,
        OptionalLong.empty(),
        Duration.ofSeconds(2),
        Duration.ofMinutes(1),
        true,
        0,
        false,
        Chaos.none());
  }

  static ShopSettings api2cart(String baseUrl) {
    return new ShopSettings(
        baseUrl,
        "0123456789abcdef0123456789abcdef",
        "fedcba9876543210fedcba9876543210",
        "5d41402abc4b2a76b9719d911017c592",
        "EUR",
        OptionalInt.empty(),
        ZoneId.of("UTC"),
        List.of(new TaxRate("MwSt", new BigDecimal("0.19"), false, true)),
        false,
        OptionalLong.empty(),
        Duration.ofSeconds(2),
        Duration.ofMinutes(1),
        false,
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
