package io.orderwire.shops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.api2cart.Api2CartShop;
import io.orderwire.shops.bigcommerce.BigCommerceShop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A shop whose clock stands still until it is moved, and calls to its APIs.
public final class TestShops {
  public static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  public final Shop shop;
  public final ShopSettings settings;
  private Instant now = START;

  public TestShops(Platform platform, ShopSettings settings, long seed) {
    this.settings = settings;
    this.shop = platform.open(settings, () -> now, new SplittableRandom(seed));
  }

  public static TestShops of(Platform platform) {
    return new TestShops(platform, quiet(platform), 1);
  }

  public static TestShops shopify() {
    return of(Platform.SHOPIFY);
  }

  public static TestShops woocommerce() {
    return of(Platform.WOOCOMMERCE);
  }

  public static TestShops bigcommerce() {
    return of(Platform.BIGCOMMERCE);
  }

  public static TestShops magento() {
    return of(Platform.MAGENTO);
  }

  public static TestShops api2cart() {
    return of(Platform.API2CART);
  }

  /// Usual settings at an https address, with webhooks that leave at once.
  public static ShopSettings quiet(Platform platform) {
    ShopSettings usual = platform.settings("https://shop.example");
    String key = platform == Platform.MAGENTO ? "" : usual.key();
    return usual
        .withCredentials(key, usual.secret(), usual.webhookSecret())
        .change()
        .firstId(1000)
        .deliveryDelay(Duration.ZERO)
        .done();
  }

  public Instant now() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /// Trades for so many steps, some seconds apart, often none.
  public void trade(int steps, long seed) {
    Trader trader = new Trader(shop, new SplittableRandom(seed));
    SplittableRandom pace = new SplittableRandom(seed + 1);
    for (int i = 0; i < steps; i++) {
      trader.step();
      pass(Duration.ofSeconds(pace.nextInt(4)));
    }
  }

  /// Everything that leaves by now, answered 200.
  public List<Attempt> delivered() {
    List<Attempt> attempts = new ArrayList<>(shop.due());
    attempts.forEach(attempt -> shop.report(attempt, new Outcome.Answered(200)));
    return attempts;
  }

  public String place(Scenario scenario) {
    return shop.act(new Action.Place(scenario.purchase(new SplittableRandom(7)))).id();
  }

  public ShopReply get(String target) {
    return call("GET", target, new byte[0]);
  }

  public ShopReply send(String method, String target, JsonNode body) {
    return call(method, target, JsonText.plain(body));
  }

  private ShopReply call(String method, String target, byte[] body) {
    return switch (shop.platform()) {
      case SHOPIFY ->
          shop.handle(ShopRequest.of(method, "/admin/api/2026-07" + target, token(), body));
      case WOOCOMMERCE ->
          shop.handle(ShopRequest.of(method, "/wp-json/wc/v3" + target, basic(), body));
      case BIGCOMMERCE ->
          shop.handle(ShopRequest.of(method, BigCommerceShop.PATH + target, token(), body));
      case MAGENTO -> shop.handle(ShopRequest.of(method, "/rest/all/V1" + target, bearer(), body));
      case API2CART ->
          shop.handle(ShopRequest.of(method, Api2CartShop.PATH + target, keys(), body));
    };
  }

  public JsonNode query(String query, Map<String, String> variables) {
    ObjectNode body = JsonText.object().put("query", query);
    ObjectNode values = body.putObject("variables");
    variables.forEach(values::put);
    return json(send("POST", "/graphql.json", body));
  }

  public static JsonNode json(ShopReply reply) {
    return json(reply.body());
  }

  public static JsonNode json(byte[] text) {
    return JsonText.parse(text).orElseThrow();
  }

  private Map<String, String> token() {
    return Map.of("X-Shopify-Access-Token", settings.secret(), "X-Auth-Token", settings.secret());
  }

  private Map<String, String> bearer() {
    return Map.of("Authorization", "Bearer " + settings.secret());
  }

  private Map<String, String> keys() {
    return Map.of("x-api-key", settings.key(), "x-store-key", settings.secret());
  }

  private Map<String, String> basic() {
    byte[] pair = (settings.key() + ":" + settings.secret()).getBytes(StandardCharsets.UTF_8);
    return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }
}
