package io.orderwire.system.cells;

import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartTransport;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Trader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// One simulated shop and the store that it is connected as.
record Cell(StoreId storeId, Platform platform, Shop shop, Trader trader, ShopSettings settings)
    implements CartTransport {
  static final String KEY = "ck_0123456789abcdef0123456789abcdef01234567";
  static final String SECRET = "cs_76543210fedcba9876543210fedcba9876543210";
  static final String WEBHOOK_SECRET = "simulated webhook secret";

  static Cell open(String id, Platform platform, InstantSource clock, RandomGenerator random) {
    return open(id, platform, clock, random, UnaryOperator.identity());
  }

  static Cell open(
      String id,
      Platform platform,
      InstantSource clock,
      RandomGenerator random,
      UnaryOperator<ShopSettings> settings) {
    ShopSettings chosen = settings.apply(usual(platform, "https://" + id + ".test"));
    return of(id, platform.cart().open(chosen, clock, random), chosen, random);
  }

  static ShopSettings usual(Platform platform, String baseUrl) {
    return platform
        .cart()
        .settings(baseUrl)
        .withCredentials(KEY, SECRET, WEBHOOK_SECRET)
        .withChaos(Chaos.none())
        .change()
        .blindSpots(false)
        .firstId(1000)
        .deliveryDelay(Duration.ofSeconds(1))
        .done();
  }

  static Cell of(String id, Shop shop, ShopSettings settings, RandomGenerator random) {
    return new Cell(new StoreId(id), shop.platform(), shop, new Trader(shop, random), settings);
  }

  URI address() {
    return URI.create(platform.cart().address(settings.baseUrl()));
  }

  String webhookAddress() {
    return "https://orderwire.test/webhooks/" + token();
  }

  String token() {
    return "token-of-" + storeId;
  }

  @Override
  public CartReply exchange(Request request) {
    Shop.Call call = begin(request);
    call.end().run();
    return read(call.reply());
  }

  Shop.Call begin(Request request) {
    String query = request.address().getRawQuery();
    return shop.begin(
        ShopRequest.of(
            request.method(),
            request.address().getRawPath() + (query == null ? "" : "?" + query),
            request.headers().values(),
            request.body().orElse("").getBytes(StandardCharsets.UTF_8)));
  }

  static CartReply read(ShopReply reply) {
    return new CartReply(reply.status(), new Headers(reply.headers()), reply.body());
  }
}
