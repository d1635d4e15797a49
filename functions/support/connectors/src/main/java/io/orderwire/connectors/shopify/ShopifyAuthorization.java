package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Authorization;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Signatures;
import io.orderwire.connector.Signatures.Encoding;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The authorization code grant of an app that is not embedded, with an offline access token that
/// ends and is renewed.
final class ShopifyAuthorization implements Authorization {
  static final String TOKEN = "access_token";
  static final String SECRET = "webhook_secret";
  static final String REFRESH = "refresh_token";
  static final String ENDS = "access_token_ends";
  static final String CLIENT = "client_id";
  static final String TOKEN_PATH = "/admin/oauth/access_token";

  /// As Shopify's own library has it, for the time that the callback is signed with.
  private static final Duration SIGNED_WITHIN = Duration.ofSeconds(90);

  private static final String SCOPE = "read_orders,read_customers,read_products,read_returns";
  private static final String HMAC = "hmac";
  private static final int OK = 200;

  @Override
  public Facts facts() {
    return new Facts(
        Optional.of(
            "In Shopify's Dev Dashboard create an app that is not embedded, with the callback"
                + " address under its allowed redirection URLs and the scopes "
                + SCOPE.replace(",", ", ")
                + "; read_all_orders and protected customer data need Shopify's approval. Client id"
                + " and secret are under Settings."),
        "https://[a-z0-9][a-z0-9-]*\\.myshopify\\.com/?",
        "GET",
        URI.create(
            "https://shopify.dev/docs/apps/build/authentication-authorization/authenticate-standalone-apps"));
  }

  @Override
  public URI server(StoreContext store) {
    return store.baseUrl();
  }

  @Override
  public CartCall page(Asked asked) {
    return CartCall.get(
        "/admin/oauth/authorize",
        List.of(
            new Parameter("client_id", asked.registered().clientId()),
            new Parameter("scope", asked.registered().scope().orElse(SCOPE)),
            new Parameter("redirect_uri", asked.callback().toString()),
            new Parameter("state", asked.state())));
  }

  @Override
  public String tie(Asked asked) {
    return asked.state();
  }

  @Override
  public Optional<String> tie(Delivery callback) {
    return Optional.ofNullable(callback.parameters().get("state")).filter(text -> !text.isEmpty());
  }

  @Override
  public boolean isTiedByState() {
    return true;
  }

  /// Who cancels is shown the shop's own pages and sent nowhere (gnikyt/laravel-shopify#29).
  @Override
  public boolean isDeclined(Delivery browser) {
    return false;
  }

  @Override
  public Answer read(Delivery callback, Asked asked, Instant now) {
    Map<String, String> query = callback.parameters();
    if (!isSigned(query, asked.registered().clientSecret())) {
      return new Answer.Untrue("the signature is not the app's");
    }
    if (!isRecent(query.getOrDefault("timestamp", ""), now)) {
      return new Answer.Untrue("it was signed at another time");
    }
    // Where a simulated shop stands in for a real one it is named by its host, too.
    if (!asked.store().baseUrl().getHost().equals(query.get("shop"))) {
      return new Answer.Untrue("it is of another shop");
    }
    String code = query.getOrDefault("code", "");
    return code.isEmpty()
        ? new Answer.Untrue("it brings no code")
        : new Answer.Code(exchange(code, asked.registered()));
  }

  private static CartCall exchange(String code, App app) {
    return CartCall.sendJson(
        "POST",
        TOKEN_PATH,
        Json.text(
            Json.codec()
                .createObjectNode()
                .put("client_id", app.clientId())
                .put("client_secret", app.clientSecret())
                .put("code", code)
                .put("expiring", "1")),
        1);
  }

  /// A token without an end is given to apps of before 2026 that ask for none; it is taken as well.
  @Override
  public Answer granted(CartReply reply, Asked asked, Instant now) {
    JsonNode answer = reply.json();
    String token = answer.path("access_token").asText("");
    if (reply.status() != OK || token.isEmpty()) {
      return new Answer.Untrue("no token was given: status " + reply.status());
    }
    if (!readsOrders(answer.path("scope").asText(""))) {
      return new Answer.Untrue("the token may not read orders");
    }
    Map<String, String> credentials = new TreeMap<>();
    credentials.put(TOKEN, token);
    credentials.put(SECRET, asked.registered().clientSecret());
    String refresh = answer.path("refresh_token").asText("");
    long seconds = answer.path("expires_in").asLong();
    if (!refresh.isEmpty() && seconds > 0) {
      credentials.put(CLIENT, asked.registered().clientId());
      credentials.put(REFRESH, refresh);
      credentials.put(ENDS, now.plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS).toString());
    }
    return new Answer.Keys(credentials);
  }

  private static boolean readsOrders(String scope) {
    List<String> granted = Arrays.asList(scope.split(","));
    return granted.contains("read_orders") || granted.contains("write_orders");
  }

  /// HMAC-SHA-256 in hex over all other parameters, sorted by name and encoded as in a form, a
  /// blank as `%20`.
  private static boolean isSigned(Map<String, String> query, String secret) {
    String signed =
        query.entrySet().stream()
            .filter(each -> !each.getKey().equals(HMAC) && !each.getKey().equals("signature"))
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return Signatures.hmacSha256(
        query.getOrDefault(HMAC, ""),
        Encoding.HEX,
        signed.getBytes(StandardCharsets.UTF_8),
        List.of(secret));
  }

  private static boolean isRecent(String seconds, Instant now) {
    return seconds.matches("[0-9]{1,12}")
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                .abs()
                .compareTo(SIGNED_WITHIN)
            <= 0;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
