package io.orderwire.shops;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Collects changes to [ShopSettings]; [#done()] gives the changed ones.
public final class ShopSettingsChange {
  private final String baseUrl;
  private String key;
  private String secret;
  private String webhookSecret;
  private String currency;
  private OptionalInt decimals;
  private ZoneId zone;
  private List<TaxRate> taxes;
  private boolean pricesIncludeTax;
  private OptionalLong firstId;
  private Duration deliveryDelay;
  private Duration retryBase;
  private boolean blindSpots;
  private int horizonDays;
  private boolean plainPermalinks;
  private Chaos chaos;

  ShopSettingsChange(ShopSettings from) {
    baseUrl = from.baseUrl();
    key = from.key();
    secret = from.secret();
    webhookSecret = from.webhookSecret();
    currency = from.currency();
    decimals = from.decimals();
    zone = from.zone();
    taxes = from.taxes();
    pricesIncludeTax = from.pricesIncludeTax();
    firstId = from.firstId();
    deliveryDelay = from.deliveryDelay();
    retryBase = from.retryBase();
    blindSpots = from.blindSpots();
    horizonDays = from.horizonDays();
    plainPermalinks = from.plainPermalinks();
    chaos = from.chaos();
  }

  public ShopSettingsChange credentials(String newKey, String newSecret, String newWebhookSecret) {
    key = newKey;
    secret = newSecret;
    webhookSecret = newWebhookSecret;
    return this;
  }

  public ShopSettingsChange currency(String value) {
    currency = value;
    return this;
  }

  public ShopSettingsChange decimals(int value) {
    decimals = OptionalInt.of(value);
    return this;
  }

  public ShopSettingsChange zone(ZoneId value) {
    zone = value;
    return this;
  }

  public ShopSettingsChange taxes(List<TaxRate> value) {
    taxes = value;
    return this;
  }

  public ShopSettingsChange pricesIncludeTax(boolean value) {
    pricesIncludeTax = value;
    return this;
  }

  public ShopSettingsChange firstId(long value) {
    firstId = OptionalLong.of(value);
    return this;
  }

  public ShopSettingsChange deliveryDelay(Duration value) {
    deliveryDelay = value;
    return this;
  }

  public ShopSettingsChange retryBase(Duration value) {
    retryBase = value;
    return this;
  }

  public ShopSettingsChange blindSpots(boolean value) {
    blindSpots = value;
    return this;
  }

  public ShopSettingsChange horizonDays(int value) {
    horizonDays = value;
    return this;
  }

  public ShopSettingsChange plainPermalinks(boolean value) {
    plainPermalinks = value;
    return this;
  }

  public ShopSettingsChange chaos(Chaos value) {
    chaos = value;
    return this;
  }

  public ShopSettings done() {
    return new ShopSettings(
        baseUrl,
        key,
        secret,
        webhookSecret,
        currency,
        decimals,
        zone,
        taxes,
        pricesIncludeTax,
        firstId,
        deliveryDelay,
        retryBase,
        blindSpots,
        horizonDays,
        plainPermalinks,
        chaos);
  }
}
