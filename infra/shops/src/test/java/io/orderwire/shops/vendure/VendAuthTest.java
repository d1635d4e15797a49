package io.orderwire.shops.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.TestShops;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Keys, sessions and channels.
class VendAuthTest {
  private static final String ORDERS = "{ orders { totalItems } }";
  private final TestShops shop = TestShops.of(Platform.VENDURE);

  @Test
  void withoutAKeyNothingIsTold() {
    ShopReply refused = call(ORDERS, Map.of());
    assertThat(refused.status()).isEqualTo(200);
    assertThat(code(refused)).isEqualTo("FORBIDDEN");
    assertThat(code(call(ORDERS, Map.of("vendure-api-key", "another")))).isEqualTo("FORBIDDEN");
    assertThat(code(call(ORDERS, key()))).isEmpty();
  }

  @Test
  void aSessionLastsAYearOrUntilTheLogout() {
    String token = session();
    Map<String, String> bearer = Map.of("Authorization", "Bearer " + token);
    assertThat(code(call(ORDERS, bearer))).isEmpty();
    assertThat(TestShops.json(call("{ me { identifier } }", bearer)).at("/data/me/identifier"))
        .isEqualTo(JsonText.NODES.textNode("superadmin"));
    shop.pass(Duration.ofDays(366));
    assertThat(code(call(ORDERS, bearer))).isEqualTo("FORBIDDEN");
    Map<String, String> next = Map.of("Authorization", "Bearer " + session());
    assertThat(code(call("mutation { logout { success } }", next))).isEmpty();
    assertThat(code(call(ORDERS, next))).isEqualTo("FORBIDDEN");
  }

  @Test
  void aWrongPasswordIsAnAnswerAndNoError() {
    ShopReply reply = call(login("wrong"), Map.of());
    assertThat(TestShops.json(reply).at("/data/login/errorCode").asText())
        .isEqualTo("INVALID_CREDENTIALS_ERROR");
    assertThat(reply.headers()).doesNotContainKey("vendure-auth-token");
  }

  @Test
  void aChannelThatIsNotThereIsRefused() {
    Map<String, String> headers =
        Map.of("vendure-api-key", shop.settings.secret(), "vendure-token", "elsewhere");
    assertThat(code(call(ORDERS, headers))).isEqualTo("CHANNEL_NOT_FOUND");
  }

  @Test
  void aRevokedKeyIsWorthNothing() {
    shop.shop.act(new Action.Uninstall());
    assertThat(code(call(ORDERS, key()))).isEqualTo("FORBIDDEN");
  }

  /// The shop's own custom fields are what its schema says.
  @Test
  void theSchemaTellsOfItself() {
    JsonNode fields =
        TestShops.json(call("{ __type(name: \"OrderCustomFields\") { fields { name } } }", key()))
            .at("/data/__type/fields");
    assertThat(fields.findValuesAsText("name"))
        .containsExactlyInAnyOrderElementsOf(VendFields.OF_ORDERS);
  }

  private String session() {
    ShopReply reply = call(login(shop.settings.secret()), Map.of());
    assertThat(TestShops.json(reply).at("/data/login/id").asText()).isEqualTo("1");
    return reply.headers().getOrDefault("vendure-auth-token", "");
  }

  private static String login(String password) {
    return """
    mutation { login(username: "superadmin", password: "%s") {
      ... on CurrentUser { id } ... on ErrorResult { errorCode } } }
    """
        .formatted(password);
  }

  private Map<String, String> key() {
    return Map.of("vendure-api-key", shop.settings.secret());
  }

  private ShopReply call(String query, Map<String, String> headers) {
    byte[] body = JsonText.plain(JsonText.object().put("query", query));
    return shop.shop.handle(ShopRequest.of("POST", "/admin-api", headers, body));
  }

  private static String code(ShopReply reply) {
    return TestShops.json(reply).at("/errors/0/extensions/code").asText();
  }
}
