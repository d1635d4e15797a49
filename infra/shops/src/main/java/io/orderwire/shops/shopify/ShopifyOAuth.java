package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Consent;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Signature;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `/admin/oauth`: the authorization code grant of an app that is not embedded. With `expiring=1`
/// the access token ends after an hour and comes with a refresh token of 90 days, which is another
/// after each use; the one before stays good until its replacement is used.
///
/// Sources: shopify.dev «authenticate standalone apps», «use expiring offline access tokens», and
/// the changelog of 28 August 2026 on more resilient refreshes.
final class ShopifyOAuth {
  /// Of the app whose client secret signs the webhooks.
  static final String CLIENT_ID = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration REFRESH_LIFE = Duration.ofDays(90);
  private static final Duration CODE_LIFE = Duration.ofMinutes(1);

  private final ShopSettings settings;
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Grant> access = new HashMap<>();
  private final Map<String, Grant> refresh = new HashMap<>();
  private Optional<String> allowedRedirect = Optional.empty();
  private int given;

  private record Code(String scope, Instant end) {}

  /// @param replaced the refresh token that was used to get this; empty for the first
  private record Grant(String scope, Optional<Instant> end, Optional<String> replaced) {}

  ShopifyOAuth(ShopSettings settings) {
    this.settings = settings;
  }

  void allowRedirect(String address) {
    allowedRedirect = Optional.of(address);
  }

  void revoke() {
    codes.clear();
    access.clear();
    refresh.clear();
  }

  /// True for an access token that was given and has not ended. Its use ends the refresh token that
  /// it replaced.
  boolean knows(String token, Instant now) {
    Optional<Grant> grant =
        Optional.ofNullable(access.get(token))
            .filter(held -> held.end().filter(end -> !now.isBefore(end)).isEmpty());
    grant.flatMap(Grant::replaced).ifPresent(refresh::remove);
    return grant.isPresent();
  }

  ShopReply answer(ShopRequest request, Instant now) {
    String route = request.method() + " " + request.path();
    return switch (route) {
      case "GET /admin/oauth/authorize" -> authorize(request, now);
      case "POST /admin/oauth/access_token" -> token(Consent.fields(request), now);
      default -> RestApi.notFound();
    };
  }

  private ShopReply authorize(ShopRequest request, Instant now) {
    String redirect = request.query().first("redirect_uri").orElse("");
    if (!request.query().first("client_id").equals(Optional.of(CLIENT_ID))) {
      return oauthError("invalid_request: Could not find Shopify API application with api_key");
    }
    if (redirect.isEmpty() || allowedRedirect.filter(only -> !only.equals(redirect)).isPresent()) {
      return oauthError("invalid_request: The redirect_uri is not whitelisted");
    }
    String code = fresh("code");
    codes.put(code, new Code(request.query().first("scope").orElse(""), now.plus(CODE_LIFE)));
    TreeMap<String, String> brought = new TreeMap<>();
    String shop = URI.create(settings.baseUrl()).getHost();
    brought.put("code", code);
    brought.put("host", base64(shop + "/admin"));
    brought.put("shop", shop);
    request.query().first("state").ifPresent(state -> brought.put("state", state));
    brought.put("timestamp", Long.toString(now.getEpochSecond()));
    String signed =
        brought.entrySet().stream()
            .map(each -> Consent.encoded(each.getKey()) + "=" + Consent.encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    Map<String, String> all = new LinkedHashMap<>(brought);
    all.put(
        "hmac", Signature.hex(settings.webhookSecret(), signed.getBytes(StandardCharsets.UTF_8)));
    return Consent.back(redirect, all);
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ShopReply oauthError(String error) {
    return ShopReply.html(400, "<html><body>Oauth error " + error + "</body></html>");
  }

  private ShopReply token(Map<String, String> fields, Instant now) {
    if (!CLIENT_ID.equals(fields.get("client_id"))
        || !settings.webhookSecret().equals(fields.get("client_secret"))) {
      return error("application_cannot_be_found", "app credentials are invalid");
    }
    if ("refresh_token".equals(fields.get("grant_type"))) {
      return refreshed(fields.getOrDefault("refresh_token", ""), now);
    }
    Optional<Code> code =
        Optional.ofNullable(codes.remove(fields.getOrDefault("code", "")))
            .filter(held -> now.isBefore(held.end()));
    if (code.isEmpty()) {
      return error("invalid_request", "The authorization code was not found or was already used");
    }
    return "1".equals(fields.get("expiring"))
        ? expiring(code.get().scope(), Optional.empty(), now)
        : forGood(code.get().scope());
  }

  private ShopReply refreshed(String token, Instant now) {
    Optional<Grant> grant =
        Optional.ofNullable(refresh.get(token))
            .filter(held -> held.end().filter(end -> !now.isBefore(end)).isEmpty());
    if (grant.isEmpty()) {
      return error("invalid_grant", "The refresh token is invalid or has expired");
    }
    grant.get().replaced().ifPresent(refresh::remove);
    return expiring(grant.get().scope(), Optional.of(token), now);
  }

  private ShopReply expiring(String scope, Optional<String> replaced, Instant now) {
    String token = "shpat_" + fresh("access");
    String next = "shprt_" + fresh("refresh");
    access.put(token, new Grant(scope, Optional.of(now.plus(LIFE)), replaced));
    refresh.put(next, new Grant(scope, Optional.of(now.plus(REFRESH_LIFE)), replaced));
    return ShopReply.json(
        200,
        JsonText.plain(
            body(token, scope)
                .put("expires_in", LIFE.toSeconds())
                .put("refresh_token", next)
                .put("refresh_token_expires_in", REFRESH_LIFE.toSeconds())));
  }

  private ShopReply forGood(String scope) {
    String token = "shpat_" + fresh("access");
    access.put(token, new Grant(scope, Optional.empty(), Optional.empty()));
    return ShopReply.json(200, JsonText.plain(body(token, scope)));
  }

  private static ObjectNode body(String token, String scope) {
    return JsonText.object().put("access_token", token).put("scope", scope);
  }

  private static ShopReply error(String error, String description) {
    return ShopReply.json(
        400,
        JsonText.plain(
            JsonText.object().put("error", error).put("error_description", description)));
  }

  private String fresh(String kind) {
    return Signature.md5Hex(settings.webhookSecret(), kind + " " + given++);
  }
}
