package io.orderwire.connectors.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.Authorization.Answer;
import io.orderwire.connector.Authorization.App;
import io.orderwire.connector.Authorization.Asked;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The callback that Shopify's documentation of the authorization code grant had as its example,
/// with the client secret `hush`.
class ShopifyAuthorizationTest {
  private static final String DOCUMENTED =
      "code=0907a61c0c8d55e99db179b68161bc00"
          + "&hmac=700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf"
          + "&shop=some-shop.myshopify.com&state=0.6784241404160823&timestamp=1337178173";
  private static final Instant THEN = Instant.ofEpochSecond(1337178173);
  private static final URI CALLBACK = URI.create("https://api.example.com/authorizations/shopify");

  private final ShopifyAuthorization authorization = new ShopifyAuthorization();

  private static Asked asked(String secret) {
    return new Asked(
        new StoreContext(
            new StoreId("some-shop"),
            new PlatformId("shopify"),
            URI.create("https://some-shop.myshopify.com"),
            StoreMapping.standard(),
            Map.of()),
        "0.6784241404160823",
        CALLBACK,
        CALLBACK,
        Optional.of(new App("client", secret, Optional.empty())));
  }

  private Answer read(String query, String secret, Instant now) {
    return authorization.read(
        new Delivery("GET", Headers.none(), query, new byte[0]), asked(secret), now);
  }

  @Test
  void takesTheDocumentedCallback() {
    assertThat(read(DOCUMENTED, "hush", THEN.plusSeconds(90))).isInstanceOf(Answer.Code.class);
    assertThat(authorization.tie(new Delivery("GET", Headers.none(), DOCUMENTED, new byte[0])))
        .contains("0.6784241404160823");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code=0907a61c0c8d55e99db179b68161bc00",
        "hmac=700e",
        "shop=some-shop",
        "state=0.6784241404160823",
        "timestamp=1337178173"
      })
  void refusesItWithAnyPartChanged(String part) {
    assertThat(read(DOCUMENTED.replace(part, part + "0"), "hush", THEN))
        .isInstanceOf(Answer.Untrue.class);
    assertThat(read(DOCUMENTED + "&" + part, "hush", THEN)).isInstanceOf(Answer.Untrue.class);
  }

  @Test
  void refusesItUnderAnotherSecretAndAtAnotherTime() {
    assertThat(read(DOCUMENTED, "hushed", THEN)).isInstanceOf(Answer.Untrue.class);
    assertThat(read(DOCUMENTED, "hush", THEN.plusSeconds(91))).isInstanceOf(Answer.Untrue.class);
    assertThat(read(DOCUMENTED, "hush", THEN.minusSeconds(91))).isInstanceOf(Answer.Untrue.class);
  }

  @Test
  void showsNoSecretInWords() {
    assertThat(asked("hush").toString()).doesNotContain("hush");
    assertThat(new Answer.Keys(Map.of("access_token", "shpat_x")).toString())
        .doesNotContain("shpat_x");
  }
}
