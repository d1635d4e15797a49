package io.orderwire.shops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who may call.
class CredentialsTest {

  @ParameterizedTest
  @EnumSource(Platform.class)
  void othersThanTheShopsAreRefused(Platform platform) {
    Dialect dialect = Dialects.of(platform);
    TestShops shop = TestShops.of(platform);
    String orders = dialect.path() + dialect.orders();
    ShopSettings others = shop.settings.withCredentials("another", "another", "another");
    ShopReply refused =
        shop.shop.handle(ShopRequest.of("GET", orders, dialect.authorization(others), new byte[0]));
    assertThat(dialect.isUnauthorized(refused)).isTrue();
    ShopReply taken = shop.get(dialect.orders());
    assertThat(dialect.isUnauthorized(taken)).isFalse();
    assertThat(taken.status()).isIn(200, 204);
  }
}
