package io.orderwire.connectors.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Authorization;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The shop makes a pair of keys and posts them to the callback, if the merchant lets it. The text
/// in `user_id` is all that ties the keys to who asked.
final class WooCommerceAuthorization implements Authorization {
  private static final String NAME = "Orderwire";

  /// Keys that may only read register no webhooks.
  private static final String SCOPE = "read_write";

  @Override
  public Facts facts() {
    return new Facts(
        Optional.empty(),
        "https://[^\\s?#]+",
        "POST",
        URI.create("https://developer.woocommerce.com/docs/apis/rest-api/authentication/"));
  }

  @Override
  public URI server(StoreContext store) {
    return store.baseUrl();
  }

  @Override
  public CartCall page(Asked asked) {
    boolean plain = asked.store().option(Endpoints.PERMALINKS).filter("plain"::equals).isPresent();
    List<Parameter> query = new ArrayList<>();
    if (plain) {
      query.add(new Parameter("wc-auth-version", "1"));
      query.add(new Parameter("wc-auth-route", "authorize"));
    }
    query.add(new Parameter("app_name", NAME));
    query.add(new Parameter("scope", SCOPE));
    query.add(new Parameter("user_id", asked.state()));
    query.add(new Parameter("return_url", asked.back().toString()));
    query.add(new Parameter("callback_url", asked.callback().toString()));
    return CartCall.get(plain ? "/" : "/wc-auth/v1/authorize", query);
  }

  @Override
  public String tie(Asked asked) {
    return asked.state();
  }

  @Override
  public boolean isTiedByState() {
    return true;
  }

  @Override
  public Optional<String> tie(Delivery callback) {
    String named =
        callback.method().equals("GET")
            ? callback.parameters().getOrDefault("user_id", "")
            : body(callback).path("user_id").asText("");
    return Optional.of(named).filter(text -> !text.isEmpty());
  }

  /// Source: `class-wc-auth.php`.
  @Override
  public boolean isDeclined(Delivery browser) {
    return "0".equals(browser.parameters().get("success"));
  }

  @Override
  public Answer read(Delivery callback, Asked asked, Instant now) {
    JsonNode body = body(callback);
    String key = body.path("consumer_key").asText("");
    String secret = body.path("consumer_secret").asText("");
    return key.isEmpty() || secret.isEmpty()
        ? new Answer.Untrue("it brings no keys")
        : new Answer.Keys(Map.of("consumer_key", key, "consumer_secret", secret));
  }

  @Override
  public Answer granted(CartReply reply, Asked asked, Instant now) {
    return new Answer.Untrue("WooCommerce exchanges nothing");
  }

  private static JsonNode body(Delivery callback) {
    try {
      return Json.tree(callback.body());
    } catch (IOException notJson) {
      return Json.codec().createObjectNode();
    }
  }
}
