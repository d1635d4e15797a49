package io.orderwire.shops.magento;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.shops.Platform;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.TestShops;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// OAuth 1.0a with an access token, in the header.
class MageAuthTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String TARGET =
      "/rest/all/V1/orders?searchCriteria[pageSize]=20"
          + "&searchCriteria[filter_groups][0][filters][0][value]=2026-11-23+10:00:00";

  /// Computed by Python's `hmac` and `urllib.parse` as RFC 5849 says.
  private static final String SIGNED = "PWbL8%2Fxo6MJ3zoWVlKCDmpH9LUaqjm2tFNwu%2BDzyWws%3D";

  private static final String HEADER =
      "OAuth oauth_consumer_key=\"0123456789abcdefghijklmnopqrstuv\", oauth_nonce=\"n0nce\","
          + " oauth_signature_method=\"HMAC-SHA256\", oauth_timestamp=\"1795428000\","
          + " oauth_token=\"57192812dcf465b4431cba6eb069d390\", oauth_signature=\""
          + SIGNED
          + "\"";

  private final Shop shop = shop(NOW);

  @Test
  void takesARightSignatureOnce() {
    assertThat(get(shop, TARGET, HEADER).status()).isEqualTo(200);
    assertThat(get(shop, TARGET, HEADER).status()).isEqualTo(401);
  }

  @Test
  void refusesWhatWasChangedOnTheWay() {
    assertThat(get(shop, TARGET.replace("=20", "=21"), HEADER).status()).isEqualTo(401);
    assertThat(get(shop, TARGET.replace("orders", "invoices"), HEADER).status()).isEqualTo(401);
  }

  @Test
  void refusesOldTimestampsAndTheTokenAlone() {
    assertThat(get(shop(NOW.plusSeconds(601)), TARGET, HEADER).status()).isEqualTo(401);
    ShopReply alone = get(shop, TARGET, "Bearer 57192812dcf465b4431cba6eb069d390");
    assertThat(alone.status()).isEqualTo(401);
    assertThat(alone.text()).contains("The consumer isn't authorized to access %resources.");
  }

  @Test
  void refusesAnotherTokenAndNamesTheResource() {
    Shop simple = TestShops.of(Platform.MAGENTO).shop;
    ShopReply refused = get(simple, "/rest/V1/orders", "Bearer another");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text()).contains("Magento_Sales::actions_view");
  }

  private static Shop shop(Instant now) {
    return Platform.MAGENTO
        .cart()
        .open(
            Platform.MAGENTO.cart().settings("http://127.0.0.1:8085"),
            () -> now,
            new SplittableRandom(1));
  }

  private static ShopReply get(Shop shop, String target, String authorization) {
    Map<String, String> headers = Map.of("Authorization", authorization);
    return shop.handle(ShopRequest.of("GET", target, headers, new byte[0]));
  }
}
