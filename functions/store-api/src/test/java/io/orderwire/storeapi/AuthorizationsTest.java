package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartTransport.Request;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import io.orderwire.storeapi.Api.Answer;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.ScriptedCart;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Merchants are sent to their platform, and what comes back is believed only if it is tied to
/// that.
class AuthorizationsTest {
  private static final StoreId ACME = new StoreId("acme-eu");
  private static final String APP_SECRET = "shpss_0123456789abcdef";
  private static final String REFUSED = "/console/connect?refused";
  private static final String WANTED =
      """
      {"store_id": "acme-eu", "platform": "shopify", "name": "Acme", "base_url":
       "https://acme-eu.myshopify.com", "options": {"poll_interval_minutes": "30"}}
      """;
  private static final String TOKEN_PATH = "/admin/oauth/access_token";

  private final Api api = new Api();

  private void registerApp() {
    assertThat(registered("client-of-shopify", APP_SECRET)).isEqualTo(204);
  }

  private int registered(String id, String secret) {
    return api.ask(
            "PUT",
            "/v1/platforms/shopify/app",
            "{\"client_id\": \"%s\", \"client_secret\": \"%s\"}".formatted(id, secret))
        .status();
  }

  private void platformGives(int status, String body) {
    api.registry.scripted.put(TOKEN_PATH, ScriptedCart.json(status, body));
  }

  private static String token(String name) {
    return """
        {"access_token": "shpat_%s_0123456789", "scope": "read_orders,read_products",
         "expires_in": 3600, "refresh_token": "shprt_%s_0123456789",
         "refresh_token_expires_in": 7776000}
        """
        .formatted(name, name);
  }

  private Map<String, String> begun(String wanted) {
    Answer answer = api.post("/v1/stores/authorizations", wanted);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return query(URI.create(answer.json().at("/authorization_url").asText()));
  }

  private static Map<String, String> query(URI address) {
    Map<String, String> query = new TreeMap<>();
    for (String pair : address.getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  /// What Shopify brings, signed.
  private Map<String, String> brought(String state) {
    Map<String, String> brought = new TreeMap<>();
    brought.put("code", "0907a61c0c8d55e99db179b68161bc00");
    brought.put("host", "YWNtZS9hZG1pbg==");
    brought.put("shop", "acme-eu.myshopify.com");
    brought.put("state", state);
    brought.put("timestamp", Long.toString(api.clock.instant().getEpochSecond()));
    return brought;
  }

  private static String signed(Map<String, String> brought, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String hmac =
          HexFormat.of().formatHex(mac.doFinal(encoded(brought).getBytes(StandardCharsets.UTF_8)));
      return "/authorizations/shopify?" + encoded(brought) + "&hmac=" + hmac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private Credentials held() {
    return opened(ACME);
  }

  private Credentials opened(StoreId id) {
    return api.secrets.open(id, api.stores.get(id).orElseThrow().credentials());
  }

  private List<JsonNode> exchanges() {
    return api.cart.requests().stream()
        .filter(request -> request.address().getPath().equals(TOKEN_PATH))
        .map(Request::body)
        .map(body -> Json.read(body.orElseThrow(), JsonNode.class))
        .toList();
  }

  @Test
  void sendsTheMerchantToTheShopsOwnPage() {
    registerApp();
    Answer answer = api.post("/v1/stores/authorizations", WANTED);
    URI page = URI.create(answer.json().at("/authorization_url").asText());
    assertThat(page.toString())
        .startsWith(
            "https://acme-eu.myshopify.com/admin/oauth/authorize?client_id=client-of-shopify&");
    assertThat(query(page))
        .containsEntry("redirect_uri", "https://api.example.com/authorizations/shopify")
        .containsEntry("scope", "read_orders,read_customers,read_products,read_returns")
        .containsKey("state");
    assertThat(answer.json().at("/expires_at").asText()).isEqualTo("2026-11-23T12:30:00Z");
    assertThat(answer.text()).doesNotContain(APP_SECRET);
    assertThat(api.cart.requests()).isEmpty();
  }

  @Test
  void connectsTheStoreWithWhatTheCodeIsExchangedFor() {
    registerApp();
    platformGives(200, token("first"));
    Answer answer = api.get(signed(brought(begun(WANTED).getOrDefault("state", "")), APP_SECRET));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers())
        .containsEntry("location", "/console/stores/acme-eu?connected")
        .containsEntry("referrer-policy", "no-referrer")
        .containsEntry("cache-control", "no-store");
    assertThat(exchanges()).hasSize(1);
    assertThat(exchanges().getFirst().at("/code").asText())
        .isEqualTo("0907a61c0c8d55e99db179b68161bc00");
    assertThat(exchanges().getFirst().at("/expiring").asText()).isEqualTo("1");
    assertThat(held())
        .isEqualTo(
            new Credentials(
                Map.of(
                    "access_token", "shpat_first_0123456789",
                    "access_token_ends", "2026-11-23T13:00:00Z",
                    "client_id", "client-of-shopify",
                    "refresh_token", "shprt_first_0123456789",
                    "webhook_secret", APP_SECRET)));
    Store store = api.stores.get(ACME).orElseThrow();
    assertThat(store.name()).isEqualTo("Acme");
    assertThat(store.options()).containsEntry("poll_interval_minutes", "30");
    assertThat(store.canCall()).isTrue();
    assertThat(api.registry.standing).as("webhooks are registered").isNotEmpty();
    assertThat(api.get("/v1/stores/acme-eu").text()).doesNotContain("shpat_", "shprt_", "shpss_");
  }

  @Test
  void callsWithTheNextTokenOnceTheFirstHasEnded() {
    registerApp();
    platformGives(200, token("first"));
    api.get(signed(brought(begun(WANTED).getOrDefault("state", "")), APP_SECRET));
    api.clock.advance(Duration.ofHours(2));
    platformGives(200, token("second"));
    assertThat(api.patch("/v1/stores/acme-eu", "{\"options\": {}}").status()).isEqualTo(200);
    assertThat(
            api.patch("/v1/stores/acme-eu", "{\"options\": {\"webhooks\": \"automatic\"}}")
                .status())
        .isEqualTo(200);
    assertThat(exchanges()).hasSize(2);
    assertThat(exchanges().getLast().at("/grant_type").asText()).isEqualTo("refresh_token");
    assertThat(exchanges().getLast().at("/refresh_token").asText())
        .isEqualTo("shprt_first_0123456789");
    assertThat(exchanges().getLast().at("/client_secret").asText()).isEqualTo(APP_SECRET);
    assertThat(held().value("refresh_token")).contains("shprt_second_0123456789");
    assertThat(held().value("access_token_ends")).contains("2026-11-23T15:00:00Z");
    assertThat(api.cart.requests().getLast().headers().first("x-shopify-access-token"))
        .contains("shpat_second_0123456789");
  }

  @Test
  void believesAStateOnce() {
    registerApp();
    platformGives(200, token("first"));
    String callback = signed(brought(begun(WANTED).getOrDefault("state", "")), APP_SECRET);
    assertThat(api.get(callback).headers().get("location")).contains("acme-eu");
    platformGives(200, token("second"));
    assertThat(api.get(callback).headers()).containsEntry("location", REFUSED);
    assertThat(held().value("access_token")).contains("shpat_first_0123456789");
  }

  @Test
  void believesAStateForHalfAnHour() {
    registerApp();
    platformGives(200, token("first"));
    String state = begun(WANTED).getOrDefault("state", "");
    api.clock.advance(Duration.ofMinutes(30));
    assertRefused(api.get(signed(brought(state), APP_SECRET)));
    assertThat(exchanges()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "state=",
        "state=guessed",
        "state=token-1",
        "shop=acme-eu.myshopify.com&hmac=00",
        "state=token-2&state=token-1",
        "state=%ff",
        "return_to=https://evil.example"
      })
  void answersWhatIsTiedToNothingAlike(String query) {
    registerApp();
    begun(WANTED);
    assertRefused(api.get("/authorizations/shopify?" + query));
    assertThat(exchanges()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shopify", "bigcommerce", "woocommerce", "magento", "none", "%2F%2Fevil"})
  void answersAlikeWhereverItIsCalled(String platform) {
    assertRefused(api.get("/authorizations/" + platform + "?state=x"));
    Answer posted = api.post("/authorizations/" + platform, "{\"user_id\": \"x\"}");
    assertThat(posted.status()).isEqualTo(404);
    assertThat(posted.json().at("/type").asText())
        .isEqualTo("urn:orderwire:problem:no-such-authorization");
    assertThat(posted.text()).doesNotContain(platform);
  }

  @Test
  void refusesWhatTheAppDidNotSign() {
    registerApp();
    platformGives(200, token("first"));
    String state = begun(WANTED).getOrDefault("state", "");
    assertRefused(api.get(signed(brought(state), "another-secret")));
    assertRefused(api.get("/authorizations/shopify?" + encoded(brought(state))));
    Map<String, String> changed = brought(state);
    String honest = signed(changed, APP_SECRET);
    assertRefused(api.get(honest.replace("0907a61c", "0907a61d")));
    assertRefused(api.get(honest + "&code=another"));
    assertThat(exchanges()).isEmpty();
    assertThat(api.get(honest).headers().get("location")).contains("acme-eu");
  }

  @Test
  void refusesWhatWasSignedAtAnotherTimeOrOfAnotherShop() {
    registerApp();
    platformGives(200, token("first"));
    String state = begun(WANTED).getOrDefault("state", "");
    Map<String, String> old = brought(state);
    old.put("timestamp", Long.toString(api.clock.instant().getEpochSecond() - 91));
    assertRefused(api.get(signed(old, APP_SECRET)));
    Map<String, String> other = brought(state);
    other.put("shop", "other.myshopify.com");
    assertRefused(api.get(signed(other, APP_SECRET)));
    assertThat(exchanges()).isEmpty();
  }

  @Test
  void keepsTheStateWhereThePlatformGivesNoToken() {
    registerApp();
    String state = begun(WANTED).getOrDefault("state", "");
    platformGives(400, "{\"error\": \"invalid_request\"}");
    assertRefused(api.get(signed(brought(state), APP_SECRET)));
    platformGives(200, "{\"access_token\": \"shpat_0123456789\", \"scope\": \"read_products\"}");
    assertRefused(api.get(signed(brought(state), APP_SECRET)));
    assertThat(api.stores.get(ACME)).isEmpty();
    platformGives(200, token("first"));
    assertThat(api.get(signed(brought(state), APP_SECRET)).headers().get("location"))
        .contains("acme-eu");
  }

  @Test
  void answersAlikeWhereAServiceDoesNotAnswer() {
    registerApp();
    platformGives(200, token("first"));
    String callback = signed(brought(begun(WANTED).getOrDefault("state", "")), APP_SECRET);
    api.faults.fail(Step.STORES_WRITE, Moment.BEFORE);
    assertRefused(api.get(callback));
  }

  @Test
  void takesATokenWithoutAnEnd() {
    registerApp();
    platformGives(200, "{\"access_token\": \"shpat_for_good_01\", \"scope\": \"write_orders\"}");
    api.get(signed(brought(begun(WANTED).getOrDefault("state", "")), APP_SECRET));
    assertThat(held().values().keySet()).containsExactly("access_token", "webhook_secret");
  }

  @Test
  void bringsBackAStoreThatWasParked() {
    registerApp();
    platformGives(200, token("first"));
    api.get(signed(brought(begun(WANTED).getOrDefault("state", "")), APP_SECRET));
    Store store = api.stores.get(ACME).orElseThrow();
    api.stores.update(
        store.withState(
            Store.State.PARKED,
            Optional.of(new Store.Health("unauthorized", "refused", "again", Api.NOON))));
    platformGives(200, "{\"access_token\": \"shpat_for_good_01\", \"scope\": \"read_orders\"}");
    Map<String, String> again = begun("{\"store_id\": \"acme-eu\", \"platform\": \"shopify\"}");
    Answer answer = api.get(signed(brought(again.getOrDefault("state", "")), APP_SECRET));
    assertThat(answer.headers()).containsEntry("location", "/console/stores/acme-eu?connected");
    Store back = api.stores.get(ACME).orElseThrow();
    assertThat(back.state()).isEqualTo(Store.State.ACTIVE);
    assertThat(back.name()).isEqualTo("Acme");
    assertThat(back.endpointToken()).isEqualTo(store.endpointToken());
    assertThat(held().values().keySet()).containsExactly("access_token", "webhook_secret");
  }

  /// What came with the token that was replaced would replace the new one.
  @Test
  void takesATokenThatIsGivenByHandAfterwards() {
    registerApp();
    platformGives(200, token("first"));
    api.get(signed(brought(begun(WANTED).getOrDefault("state", "")), APP_SECRET));
    api.clock.advance(Duration.ofHours(2));
    platformGives(400, "{\"error\": \"invalid_grant\"}");
    api.stores.update(
        api.stores
            .get(ACME)
            .orElseThrow()
            .withState(
                Store.State.PARKED,
                Optional.of(new Store.Health("unauthorized", "refused", "again", Api.NOON))));
    Answer given =
        api.patch(
            "/v1/stores/acme-eu", "{\"credentials\": {\"access_token\": \"shpat_by_hand_01\"}}");
    assertThat(given.status()).isEqualTo(200);
    assertThat(held().values().keySet()).containsExactly("access_token", "webhook_secret");
    assertThat(api.stores.get(ACME).orElseThrow().state()).isEqualTo(Store.State.ACTIVE);
    assertThat(exchanges()).as("no token is asked for anew").hasSize(1);
    assertThat(api.cart.requests().getLast().headers().first("x-shopify-access-token"))
        .contains("shpat_by_hand_01");
  }

  @Test
  void leavesWhatWasGrantedWhereAnythingElseIsChanged() {
    registerApp();
    platformGives(200, token("first"));
    api.get(signed(brought(begun(WANTED).getOrDefault("state", "")), APP_SECRET));
    Credentials granted = held();
    api.patch(
        "/v1/stores/acme-eu",
        "{\"credentials\": {\"access_token\": \"shpat_first_0123456789\", \"webhook_secret\": \"another-secret\"}}");
    assertThat(held().value("refresh_token")).isEqualTo(granted.value("refresh_token"));
    api.patch(
        "/v1/stores/acme-eu",
        "{\"credentials\": {\"access_token\": \"shpat_by_hand_01\", \"refresh_token\": \"shprt_by_hand_01\", \"client_id\": \"another-app\"}}");
    assertThat(exchanges()).as("the end of the old one is gone: it is renewed").hasSize(2);
    assertThat(exchanges().getLast().at("/refresh_token").asText()).isEqualTo("shprt_by_hand_01");
    assertThat(held().value("client_id")).contains("another-app");
  }

  @Test
  void asksForNoOtherAddressThanTheStoresOwn() {
    registerApp();
    api.post("/v1/stores", Api.SHOPIFY);
    Answer elsewhere =
        api.post(
            "/v1/stores/authorizations", WANTED.replace("https://acme-eu.my", "https://other.my"));
    assertThat(elsewhere.status()).isEqualTo(422);
    assertThat(elsewhere.json().at("/errors").findValuesAsText("pointer"))
        .containsExactly("/base_url");
    Answer otherPlatform =
        api.post(
            "/v1/stores/authorizations",
            "{\"store_id\": \"acme-eu\", \"platform\": \"woocommerce\"}");
    assertThat(otherPlatform.json().at("/errors").findValuesAsText("pointer"))
        .contains("/platform");
  }

  @Test
  void saysWhatIsMissing() {
    Answer noApp = api.post("/v1/stores/authorizations", WANTED);
    assertThat(noApp.status()).isEqualTo(409);
    assertThat(noApp.json().at("/detail").asText()).contains("PUT /v1/platforms/shopify/app");
    Answer copied =
        api.post(
            "/v1/stores/authorizations",
            "{\"store_id\": \"acme-eu\", \"platform\": \"magento\", \"base_url\": \"https://shop.example\"}");
    assertThat(copied.status()).isEqualTo(422);
    assertThat(copied.text()).contains("POST /v1/stores");
    Answer credentials =
        api.post(
            "/v1/stores/authorizations",
            WANTED.replace("\"name\"", "\"credentials\": {\"access_token\": \"x\"}, \"name\""));
    assertThat(credentials.json().at("/errors").findValuesAsText("pointer"))
        .contains("/credentials");
  }

  @Test
  void keepsTheAppsSecretToItself() {
    registerApp();
    assertThat(api.get("/v1/platforms").text()).doesNotContain(APP_SECRET, "client-of-shopify");
    assertThat(platform("shopify").at("/authorization/ready").asBoolean()).isTrue();
    assertThat(platform("shopify").at("/authorization/callback_url").asText())
        .isEqualTo("https://api.example.com/authorizations/shopify");
    assertThat(platform("bigcommerce").at("/authorization/ready").asBoolean()).isFalse();
    assertThat(platform("woocommerce").at("/authorization/ready").asBoolean()).isTrue();
    assertThat(platform("magento").has("authorization")).isFalse();
    String swapped =
        api.ask(
                "PUT",
                "/v1/platforms/shopify/app",
                "{\"client_id\": \"my secret!\", \"client_secret\": \"short\"}")
            .text();
    assertThat(swapped).contains("/client_id", "/client_secret").doesNotContain("my secret!");
    assertThat(api.ask("DELETE", "/v1/platforms/shopify/app", "").status()).isEqualTo(204);
    assertThat(platform("shopify").at("/authorization/ready").asBoolean()).isFalse();
    assertThat(
            api.ask(
                    "PUT",
                    "/v1/platforms/woocommerce/app",
                    "{\"client_id\": \"0123456789\", \"client_secret\": \"0123456789\"}")
                .status())
        .isEqualTo(404);
  }

  private JsonNode platform(String id) {
    for (JsonNode each : api.get("/v1/platforms").json().at("/items")) {
      if (each.at("/id").asText().equals(id)) {
        return each;
      }
    }
    throw new IllegalArgumentException(id);
  }

  /// Shopify signs with the old secret until it is revoked, and gives tokens for either.
  @Test
  void handsTheAppsNewSecretToTheStoresThatHaveItsOldOne() {
    registerApp();
    platformGives(200, token("first"));
    api.get(signed(brought(begun(WANTED).getOrDefault("state", "")), APP_SECRET));
    api.post("/v1/stores", Api.SHOPIFY.replace("acme-eu", "by-hand"));
    Store byHand = api.stores.get(new StoreId("by-hand")).orElseThrow();
    assertThat(registered("client-of-shopify", "shpss_of_tomorrow")).isEqualTo(204);
    assertThat(held().currentAndPrevious("webhook_secret"))
        .containsExactly("shpss_of_tomorrow", APP_SECRET);
    assertThat(held().value("refresh_token")).contains("shprt_first_0123456789");
    assertThat(api.stores.get(new StoreId("by-hand"))).contains(byHand);
    long revision = api.stores.get(ACME).orElseThrow().revision();
    assertThat(registered("client-of-shopify", "shpss_of_tomorrow")).isEqualTo(204);
    assertThat(api.stores.get(ACME).orElseThrow().revision()).isEqualTo(revision);
    api.clock.advance(Duration.ofHours(2));
    platformGives(200, token("second"));
    api.patch("/v1/stores/acme-eu", "{\"options\": {\"webhooks\": \"automatic\"}}");
    assertThat(exchanges().getLast().at("/client_secret").asText()).isEqualTo("shpss_of_tomorrow");
    assertThat(held().currentAndPrevious("webhook_secret"))
        .containsExactly("shpss_of_tomorrow", APP_SECRET);
  }

  @Test
  void goesOnHandingItOverWhereItWasStopped() {
    registerApp();
    platformGives(200, token("first"));
    api.get(signed(brought(begun(WANTED).getOrDefault("state", "")), APP_SECRET));
    String other = WANTED.replace("acme-eu", "beta-eu");
    Map<String, String> brought = brought(begun(other).getOrDefault("state", ""));
    brought.put("shop", "beta-eu.myshopify.com");
    api.get(signed(brought, APP_SECRET));
    StoreId beta = new StoreId("beta-eu");
    api.othersWrite = () -> api.stores.update(api.stores.get(beta).orElseThrow());
    assertThat(registered("client-of-shopify", "shpss_of_tomorrow")).isEqualTo(503);
    api.othersWrite = () -> {};
    assertThat(held().value("webhook_secret")).contains("shpss_of_tomorrow");
    assertThat(opened(beta).value("webhook_secret")).contains(APP_SECRET);
    assertThat(registered("client-of-shopify", "shpss_of_tomorrow")).isEqualTo(204);
    assertThat(held().currentAndPrevious("webhook_secret"))
        .containsExactly("shpss_of_tomorrow", APP_SECRET);
    assertThat(opened(beta).currentAndPrevious("webhook_secret"))
        .containsExactly("shpss_of_tomorrow", APP_SECRET);
  }

  /// Tokens that one app was given are of no use to another.
  @Test
  void handsNothingOfAnotherAppToStores() {
    registerApp();
    platformGives(200, token("first"));
    api.get(signed(brought(begun(WANTED).getOrDefault("state", "")), APP_SECRET));
    Credentials before = held();
    assertThat(registered("another-app", "shpss_of_another")).isEqualTo(204);
    assertThat(held()).isEqualTo(before);
  }

  @Test
  void refusesACallbackOnceTheAppIsRemoved() {
    registerApp();
    platformGives(200, token("first"));
    String callback = signed(brought(begun(WANTED).getOrDefault("state", "")), APP_SECRET);
    api.ask("DELETE", "/v1/platforms/shopify/app", "");
    assertRefused(api.get(callback));
  }

  @Test
  void takesTheKeysThatAShopPosts() {
    Map<String, String> asked =
        begun(
            "{\"store_id\": \"acme-eu\", \"platform\": \"woocommerce\", \"base_url\": \"https://shop.example\"}");
    assertThat(asked)
        .containsEntry("scope", "read_write")
        .containsEntry("callback_url", "https://api.example.com/authorizations/woocommerce")
        .containsEntry("return_url", "https://api.example.com/console/stores/acme-eu?connected");
    String keys =
        """
        {"key_id": 1, "user_id": "%s", "consumer_key": "ck_0123456789abcdef",
         "consumer_secret": "cs_0123456789abcdef", "key_permissions": "read_write"}
        """;
    assertThat(api.post("/authorizations/woocommerce", keys.formatted("guessed")).status())
        .isEqualTo(404);
    String given = keys.formatted(asked.get("user_id"));
    assertThat(api.post("/authorizations/woocommerce", given.replace("ck_0", "")).status())
        .isNotEqualTo(200);
    Map<String, String> anew =
        begun(
            "{\"store_id\": \"acme-eu\", \"platform\": \"woocommerce\", \"base_url\": \"https://shop.example\"}");
    String fitting = keys.formatted(anew.get("user_id"));
    Answer taken = api.post("/authorizations/woocommerce", fitting);
    assertThat(taken.status()).isEqualTo(200);
    assertThat(held().value("consumer_key")).contains("ck_0123456789abcdef");
    String secret = held().value("webhook_secret").orElseThrow();
    assertThat(api.post("/authorizations/woocommerce", fitting).status()).isEqualTo(404);
    Map<String, String> again = begun("{\"store_id\": \"acme-eu\", \"platform\": \"woocommerce\"}");
    String others = keys.formatted(again.get("user_id")).replace("ck_0", "ck_1");
    assertThat(api.post("/authorizations/woocommerce", others).status()).isEqualTo(200);
    assertThat(held().value("consumer_key")).contains("ck_1123456789abcdef");
    assertThat(held().value("webhook_secret")).contains(secret);
  }

  @Test
  void takesTheTokenOfAnAppThatWasInstalled() {
    api.ask(
        "PUT",
        "/v1/platforms/bigcommerce/app",
        "{\"client_id\": \"client0123\", \"client_secret\": \"big-secret-0123\"}");
    Answer begun =
        api.post(
            "/v1/stores/authorizations",
            "{\"store_id\": \"acme-eu\", \"platform\": \"bigcommerce\", \"base_url\": \"https://api.bigcommerce.com/stores/g5cd38\"}");
    assertThat(begun.json().at("/authorization_url").asText())
        .isEqualTo("https://login.bigcommerce.com/app/client0123/install");
    String reply = "{\"access_token\": \"xxxxalphanum01\", \"context\": \"stores/%s\"}";
    String callback = "/authorizations/bigcommerce?account_uuid=1&code=qr6h&context=stores%2F";
    api.registry.scripted.put("/oauth2/token", ScriptedCart.json(200, reply.formatted("other1")));
    assertRefused(api.get(callback + "other1&scope=store_v2_orders"));
    assertThat(api.cart.requests()).isEmpty();
    assertRefused(api.get(callback + "g5cd38&scope=store_v2_orders"));
    api.registry.scripted.put("/oauth2/token", ScriptedCart.json(200, reply.formatted("g5cd38")));
    assertThat(api.get(callback + "g5cd38&scope=store_v2_orders").headers())
        .containsEntry("location", "/console/stores/acme-eu?connected");
    Request exchange =
        api.cart.requests().stream()
            .filter(request -> request.address().getPath().equals("/oauth2/token"))
            .findFirst()
            .orElseThrow();
    assertThat(exchange.address().getHost()).isEqualTo("login.bigcommerce.com");
    JsonNode body = Json.read(exchange.body().orElseThrow(), JsonNode.class);
    assertThat(body.at("/redirect_uri").asText())
        .isEqualTo("https://api.example.com/authorizations/bigcommerce");
    assertThat(body.at("/context").asText()).isEqualTo("stores/g5cd38");
    assertThat(body.at("/grant_type").asText()).isEqualTo("authorization_code");
    assertThat(held().value("client_secret")).contains("big-secret-0123");
  }

  @Test
  void sendsNoAppsSecretToStrangers() {
    api.ask(
        "PUT",
        "/v1/platforms/bigcommerce/app",
        "{\"client_id\": \"client0123\", \"client_secret\": \"big-secret-0123\"}");
    Answer stranger =
        api.post(
            "/v1/stores/authorizations",
            "{\"store_id\": \"acme-eu\", \"platform\": \"bigcommerce\", \"base_url\": \"https://evil.example/stores/g5cd38\"}");
    assertThat(stranger.status()).isEqualTo(422);
    assertThat(stranger.json().at("/errors").findValuesAsText("pointer"))
        .containsExactly("/base_url");
  }

  private static String returning(String wanted, String url) {
    return wanted.strip().replaceFirst("}$", ", \"return_url\": \"" + url + "\"}");
  }

  private static String location(Answer answer) {
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.headers())
        .containsEntry("referrer-policy", "no-referrer")
        .containsEntry("cache-control", "no-store");
    return answer.headers().getOrDefault("location", "");
  }

  @Test
  void sendsTheMerchantBackToWhoAskedForIt() {
    registerApp();
    String state =
        begun(returning(WANTED, "https://backend.example/shops?tenant=7"))
            .getOrDefault("state", "");
    platformGives(400, "{\"error\": \"invalid_request\"}");
    assertThat(location(api.get(signed(brought(state), APP_SECRET))))
        .isEqualTo("https://backend.example/shops?tenant=7&store_id=acme-eu&outcome=failed");
    platformGives(200, token("first"));
    String callback = signed(brought(state), APP_SECRET);
    assertThat(location(api.get(callback)))
        .isEqualTo("https://backend.example/shops?tenant=7&store_id=acme-eu&outcome=connected");
    assertThat(held().value("access_token")).contains("shpat_first_0123456789");
    assertRefused(api.get(callback));
  }

  /// Where to is said when it is begun, and by nobody else.
  @Test
  void takesNoAddressFromACallback() {
    registerApp();
    platformGives(200, token("first"));
    Map<String, String> brought =
        brought(
            begun(returning(WANTED, "https://backend.example/shops")).getOrDefault("state", ""));
    brought.put("return_url", "https://evil.example");
    assertThat(location(api.get(signed(brought, APP_SECRET))))
        .isEqualTo("https://backend.example/shops?store_id=acme-eu&outcome=connected");
    Map<String, String> toTheConsole = brought(begun(WANTED).getOrDefault("state", ""));
    toTheConsole.put("return_url", "https://evil.example");
    assertThat(location(api.get(signed(toTheConsole, APP_SECRET))))
        .isEqualTo("/console/stores/acme-eu?connected");
    assertRefused(api.get("/authorizations/shopify?return_url=https://evil.example"));
    assertRefused(api.get("/authorizations/woocommerce?return_url=https://evil.example&success=1"));
  }

  /// What came too late, or is tied to nothing, says nothing of where it would have gone.
  @Test
  void sendsNobodyBackOnceItIsOver() {
    registerApp();
    String state =
        begun(returning(WANTED, "https://backend.example/shops")).getOrDefault("state", "");
    api.clock.advance(Duration.ofMinutes(30));
    assertRefused(api.get(signed(brought(state), APP_SECRET)));
  }

  private static final String WOO =
      "{\"store_id\": \"acme-eu\", \"platform\": \"woocommerce\", \"base_url\": \"https://shop.example\"}";

  private String postedKeys(String state) {
    return """
        {"key_id": 1, "user_id": "%s", "consumer_key": "ck_0123456789abcdef",
         "consumer_secret": "cs_0123456789abcdef", "key_permissions": "read_write"}
        """
        .formatted(state);
  }

  /// The shop posts the keys, then sends the browser back: first by us, with what it adds.
  @Test
  void sendsTheMerchantBackFromAShopThatAnswersItself() {
    Map<String, String> asked = begun(returning(WOO, "https://backend.example/shops"));
    assertThat(asked)
        .containsEntry("return_url", "https://api.example.com/authorizations/woocommerce");
    String state = asked.getOrDefault("user_id", "");
    String back = "/authorizations/woocommerce?success=%d&user_id=" + state;
    assertThat(location(api.get(back.formatted(0))))
        .isEqualTo("https://backend.example/shops?store_id=acme-eu&outcome=declined");
    assertThat(location(api.get(back.formatted(1))))
        .as("no keys came")
        .isEqualTo("https://backend.example/shops?store_id=acme-eu&outcome=failed");
    assertThat(api.stores.get(ACME)).isEmpty();

    assertThat(api.post("/authorizations/woocommerce", postedKeys(state)).status()).isEqualTo(200);
    assertThat(location(api.get(back.formatted(1))))
        .isEqualTo("https://backend.example/shops?store_id=acme-eu&outcome=connected");
    assertRefused(api.get(back.formatted(1)));
    assertThat(api.post("/authorizations/woocommerce", postedKeys(state)).status()).isEqualTo(404);
  }

  @Test
  void sendsNobodyBackFromAShopWhoIsUnknownOrTooLate() {
    String state =
        begun(returning(WOO, "https://backend.example/shops")).getOrDefault("user_id", "");
    assertRefused(api.get("/authorizations/woocommerce?success=1&user_id=guessed"));
    assertRefused(api.get("/authorizations/woocommerce?success=1"));
    assertThat(api.post("/authorizations/woocommerce", postedKeys(state)).status()).isEqualTo(200);
    api.clock.advance(Duration.ofMinutes(30));
    assertRefused(api.get("/authorizations/woocommerce?success=1&user_id=" + state));
    String plain = begun(WOO).getOrDefault("user_id", "");
    assertRefused(api.get("/authorizations/woocommerce?success=0&user_id=" + plain));
  }

  /// BigCommerce brings back no state: who guesses the store is told nothing, and sent nowhere.
  @Test
  void sendsBackOnlyWhoProvedToBeTheStoreWhereThereIsNoState() {
    api.ask(
        "PUT",
        "/v1/platforms/bigcommerce/app",
        "{\"client_id\": \"client0123\", \"client_secret\": \"big-secret-0123\"}");
    api.post(
        "/v1/stores/authorizations",
        returning(
            "{\"store_id\": \"acme-eu\", \"platform\": \"bigcommerce\", \"base_url\": \"https://api.bigcommerce.com/stores/g5cd38\"}",
            "https://backend.example"));
    String callback = "/authorizations/bigcommerce?code=qr6h&context=stores%2Fg5cd38&scope=x";
    api.registry.scripted.put("/oauth2/token", ScriptedCart.json(400, "{}"));
    assertRefused(api.get(callback));
    api.registry.scripted.put(
        "/oauth2/token",
        ScriptedCart.json(
            200, "{\"access_token\": \"xxxxalphanum01\", \"context\": \"stores/g5cd38\"}"));
    assertThat(location(api.get(callback)))
        .isEqualTo("https://backend.example?store_id=acme-eu&outcome=connected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://backend.example/shops",
        "http://127.0.0.1:9000/shops",
        "https://somebody@backend.example/shops",
        "https://backend.example/shops#part",
        "//backend.example",
        "/console",
        "javascript:alert(1)",
        "javascript://backend.example/%0aalert(1)",
        "data:text/html,x",
        "https://",
        "https:backend.example",
        "https://backend.example/a b",
        "https://backend.example/?outcome=connected",
        "https://backend.example/?a=1&store_id=other",
        ""
      })
  void refusesAddressesThatNobodyIsSentTo(String url) {
    registerApp();
    Answer answer = api.post("/v1/stores/authorizations", returning(WANTED, url));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors").findValuesAsText("pointer"))
        .containsExactly("/return_url");
    assertThat(answer.json().at("/errors/0/remedy").asText()).isNotBlank();
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.headers())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "location", REFUSED,
                    "referrer-policy", "no-referrer",
                    "cache-control", "no-store")));
  }
}
