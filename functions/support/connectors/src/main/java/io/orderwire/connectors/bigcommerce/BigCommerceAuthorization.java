package io.orderwire.connectors.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Authorization;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The installation of a single-click app. BigCommerce brings back no state: the store's path is
/// the tie, and the token that the code is exchanged for must be of that store.
final class BigCommerceAuthorization implements Authorization {
  private static final String API = "api.bigcommerce.com";
  private static final URI LOGIN = URI.create("https://login.bigcommerce.com");
  private static final Pattern STORE = Pattern.compile("stores/[0-9a-z]+");
  private static final int OK = 200;

  @Override
  public Facts facts() {
    return new Facts(
        Optional.of(
            "In BigCommerce's Developer Portal create an app with the callback address as its auth"
                + " callback URL and the OAuth scopes Orders, Order transactions, Carts and"
                + " Information & settings, all read-only. View client id shows its id and secret."),
        "https://api\\.bigcommerce\\.com/stores/[0-9a-z]+/?",
        "GET",
        URI.create("https://docs.bigcommerce.com/developer/docs/integrations/apps/guide/auth"));
  }

  /// Where a simulated store stands in for a real one, it signs in by itself.
  @Override
  public URI server(StoreContext store) {
    URI address = store.baseUrl();
    return API.equals(address.getHost())
        ? LOGIN
        : URI.create(address.getScheme() + "://" + address.getRawAuthority());
  }

  @Override
  public CartCall page(Asked asked) {
    return CartCall.get("/app/" + asked.registered().clientId() + "/install", List.of());
  }

  @Override
  public String tie(Asked asked) {
    return path(asked.store());
  }

  @Override
  public Optional<String> tie(Delivery callback) {
    return Optional.ofNullable(callback.parameters().get("context"))
        .filter(text -> STORE.matcher(text).matches());
  }

  @Override
  public boolean isTiedByState() {
    return false;
  }

  /// The callback is described for installations only.
  @Override
  public boolean isDeclined(Delivery browser) {
    return false;
  }

  @Override
  public Answer read(Delivery callback, Asked asked, Instant now) {
    Map<String, String> query = callback.parameters();
    String code = query.getOrDefault("code", "");
    return code.isEmpty()
        ? new Answer.Untrue("it brings no code")
        : new Answer.Code(exchange(code, query.getOrDefault("scope", ""), asked));
  }

  private static CartCall exchange(String code, String scope, Asked asked) {
    return CartCall.sendJson(
        "POST",
        "/oauth2/token",
        Json.text(
            Json.codec()
                .createObjectNode()
                .put("client_id", asked.registered().clientId())
                .put("client_secret", asked.registered().clientSecret())
                .put("code", code)
                .put("context", path(asked.store()))
                .put("scope", scope)
                .put("grant_type", "authorization_code")
                .put("redirect_uri", asked.callback().toString())),
        1);
  }

  @Override
  public Answer granted(CartReply reply, Asked asked, Instant now) {
    JsonNode answer = reply.json();
    String token = answer.path("access_token").asText("");
    if (reply.status() != OK || token.isEmpty()) {
      return new Answer.Untrue("no token was given: status " + reply.status());
    }
    if (!path(asked.store()).equals(answer.path("context").asText())) {
      return new Answer.Untrue("the token is of another store");
    }
    return new Answer.Keys(
        Map.of("access_token", token, "client_secret", asked.registered().clientSecret()));
  }

  /// Such as `stores/abcd1234`: how BigCommerce names a store.
  private static String path(StoreContext store) {
    Matcher found = STORE.matcher(store.baseUrl().getPath());
    return found.find() ? found.group() : "";
  }
}
