package io.orderwire.shops.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.shops.Platform;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// One-legged OAuth 1.0a over plain http.
class OAuthTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String TARGET =
      "/wp-json/wc/v3/orders?per_page=20&modified_after=2026-11-23T10:00:00&status[]=any"
          + "&oauth_consumer_key=ck_0123456789abcdef0123456789abcdef01234567&oauth_nonce=n0nce"
          + "&oauth_signature_method=HMAC-SHA256&oauth_timestamp=1795428000&oauth_signature=";

  /// Computed by Python's `hmac` and `urllib.parse` from WooCommerce's recipe.
  private static final String SIGNED = "OX2rbZesWn30bgIS5xKjKTZOkLXoX7DR1blrZrJdYrw%3D";

  private final Shop shop = shop(NOW);

  @Test
  void takesARightSignatureOnce() {
    assertThat(get(shop, TARGET + SIGNED).status()).isEqualTo(200);
    ShopReply again = get(shop, TARGET + SIGNED);
    assertThat(again.status()).isEqualTo(401);
    assertThat(again.text()).contains("nonce has already been used");
  }

  @Test
  void refusesWhatWasChangedOnTheWay() {
    ShopReply reply = get(shop, TARGET.replace("per_page=20", "per_page=21") + SIGNED);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text()).contains("provided signature does not match");
  }

  @Test
  void refusesOldTimestamps() {
    ShopReply reply = get(shop(NOW.plusSeconds(901)), TARGET + SIGNED);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text()).contains("Invalid timestamp");
  }

  @Test
  void refusesBasicAuthOverHttp() {
    String pair =
        Platform.WOOCOMMERCE.cart().settings("x").key()
            + ":"
            + Platform.WOOCOMMERCE.cart().settings("x").secret();
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    ShopReply reply =
        shop.handle(
            ShopRequest.of(
                "GET", "/wp-json/wc/v3/orders", Map.of("Authorization", basic), new byte[0]));
    assertThat(reply.status()).isEqualTo(401);
  }

  private static Shop shop(Instant now) {
    return Platform.WOOCOMMERCE
        .cart()
        .open(
            Platform.WOOCOMMERCE.cart().settings("http://127.0.0.1:8085"),
            () -> now,
            new SplittableRandom(1));
  }

  private static ShopReply get(Shop shop, String target) {
    return shop.handle(ShopRequest.of("GET", target, Map.of(), new byte[0]));
  }
}
