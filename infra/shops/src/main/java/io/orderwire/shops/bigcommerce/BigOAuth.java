package io.orderwire.shops.bigcommerce;

import io.orderwire.shops.Consent;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// `login.bigcommerce.com`, here at the store's own address: the installation of a single-click app
/// from outside, and the token of the code that it brings. The callback is in the app's profile,
/// and no state is brought back.
///
/// Sources: bigcommerce/docs `docs/integrations/apps/guide/auth.mdx` and `buttons.mdx`.
final class BigOAuth {
  static final String CLIENT_ID = "m1p2q3r4s5t6u7v8w9x0y1z2a3b4c5d";

  private static final String SCOPE =
      "store_v2_orders_read_only store_v2_transactions_read_only store_cart_read_only"
          + " store_v2_information_read_only";
  private static final String CONTEXT = "stores/" + BigHooks.STORE;
  private static final String ACCOUNT = "12345678-90ab-cdef-1234-567890abcdef";

  private final ShopSettings settings;
  private Optional<String> callback = Optional.empty();
  private Optional<String> code = Optional.empty();
  private Optional<String> token = Optional.empty();
  private int given;

  BigOAuth(ShopSettings settings) {
    this.settings = settings;
  }

  void answersAt(String address) {
    callback = Optional.of(address);
  }

  void revoke() {
    token = Optional.empty();
  }

  /// True for the token that was given last: the one before is worth nothing any more.
  boolean knows(String given) {
    return token.filter(given::equals).isPresent();
  }

  /// Empty where it is not asked.
  Optional<ShopReply> answer(ShopRequest request) {
    String route = request.method() + " " + request.path();
    if (route.equals("GET /app/" + CLIENT_ID + "/install")) {
      return Optional.of(install());
    }
    return route.equals("POST /oauth2/token")
        ? Optional.of(token(Consent.fields(request)))
        : Optional.empty();
  }

  private ShopReply install() {
    if (callback.isEmpty()) {
      return ShopReply.html(400, "<html><body>The app has no auth callback URL</body></html>");
    }
    code = Optional.of(fresh("code"));
    Map<String, String> brought = new LinkedHashMap<>();
    brought.put("account_uuid", ACCOUNT);
    brought.put("code", code.get());
    brought.put("context", CONTEXT);
    brought.put("scope", SCOPE);
    brought.put("external_install", "true");
    return Consent.back(callback.get(), brought);
  }

  private ShopReply token(Map<String, String> fields) {
    boolean known =
        CLIENT_ID.equals(fields.get("client_id"))
            && settings.webhookSecret().equals(fields.get("client_secret"));
    if (!known) {
      return error("invalid_client");
    }
    boolean good =
        "authorization_code".equals(fields.get("grant_type"))
            && code.isPresent()
            && code.equals(Optional.ofNullable(fields.get("code")))
            && callback.equals(Optional.ofNullable(fields.get("redirect_uri")))
            && CONTEXT.equals(fields.get("context"))
            && SCOPE.equals(fields.get("scope"));
    if (!good) {
      return error("invalid_grant");
    }
    code = Optional.empty();
    token = Optional.of(fresh("access"));
    return ShopReply.json(
        200,
        JsonText.plain(
            JsonText.object()
                .put("access_token", token.get())
                .put("scope", SCOPE)
                .put("context", CONTEXT)
                .put("account_uuid", ACCOUNT)));
  }

  private static ShopReply error(String error) {
    return ShopReply.json(400, JsonText.plain(JsonText.object().put("error", error)));
  }

  private String fresh(String kind) {
    return Signature.md5Hex(settings.webhookSecret(), kind + " " + given++);
  }
}
