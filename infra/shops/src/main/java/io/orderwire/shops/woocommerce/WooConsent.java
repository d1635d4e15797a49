package io.orderwire.shops.woocommerce;

import io.orderwire.shops.Consent;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Signature;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/wc-auth/v1/authorize`: makes a pair of keys, posts it to the callback and sends the browser
/// back; anything but 200 takes the keys away again. Who asks is let in at once.
///
/// Source: `class-wc-auth.php`. A callback without TLS is refused there; here one on this machine
/// is taken, as there is no certificate to be had for it.
final class WooConsent {
  private static final List<String> NEEDED =
      List.of("app_name", "user_id", "return_url", "callback_url", "scope");
  private static final List<String> SCOPES = List.of("read", "write", "read_write");

  private final ShopSettings settings;
  private final Map<String, String> keys = new LinkedHashMap<>();
  private int given;

  WooConsent(ShopSettings settings) {
    this.settings = settings;
  }

  /// The secrets of the keys that were made, by key.
  Map<String, String> keys() {
    return keys;
  }

  boolean isAsked(ShopRequest request) {
    return request.method().equals("GET") && request.path().equals("/wc-auth/v1/authorize");
  }

  Shop.Call answer(ShopRequest request) {
    for (String needed : NEEDED) {
      if (request.query().first(needed).orElse("").isEmpty()) {
        return Shop.Call.over(denied("Missing parameter " + needed));
      }
    }
    String scope = request.query().first("scope").orElse("");
    if (!SCOPES.contains(scope)) {
      return Shop.Call.over(denied("Invalid scope " + scope));
    }
    String callback = request.query().first("callback_url").orElse("");
    if (!callback.startsWith("https://") && !isHere(callback)) {
      return Shop.Call.over(denied("The callback_url needs to be over SSL"));
    }
    return granted(request, callback, scope);
  }

  private Shop.Call granted(ShopRequest request, String callback, String scope) {
    String user = request.query().first("user_id").orElse("");
    String key = "ck_" + fresh("key");
    String secret = "cs_" + fresh("secret");
    keys.put(key, secret);
    byte[] body =
        JsonText.php(
            JsonText.object()
                .put("key_id", keys.size())
                .put("user_id", user)
                .put("consumer_key", key)
                .put("consumer_secret", secret)
                .put("key_permissions", scope));
    return new Shop.Call(
        denied("An error occurred in the request"),
        () -> {},
        Optional.of(
            new Shop.Post(
                callback,
                body,
                status -> {
                  if (status != 200) {
                    keys.remove(key);
                    return denied("An error occurred in the request");
                  }
                  Map<String, String> brought = new LinkedHashMap<>();
                  brought.put("success", "1");
                  brought.put("user_id", user);
                  return Consent.back(request.query().first("return_url").orElse("/"), brought);
                })));
  }

  private static boolean isHere(String address) {
    return "127.0.0.1".equals(URI.create(address).getHost());
  }

  private static ShopReply denied(String message) {
    return ShopReply.html(
        401, "<!DOCTYPE html><html><body><p>Error: " + message + ".</p></body></html>");
  }

  private String fresh(String kind) {
    return Signature.md5Hex(settings.secret(), kind + " " + given)
        + Signature.md5Hex(settings.secret(), kind + "+" + given++).substring(0, 8);
  }
}
