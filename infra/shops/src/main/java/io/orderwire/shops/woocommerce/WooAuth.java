package io.orderwire.shops.woocommerce;

import io.orderwire.shops.Query;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Signature;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `WC_REST_Authentication`: Basic auth or keys in the query over https, one-legged OAuth 1.0a over
/// http.
final class WooAuth {
  private static final long WINDOW_SECONDS = 15 * 60;

  private final ShopSettings settings;
  private final Map<String, String> granted;
  private final boolean secure;
  private final Map<String, Instant> nonces = new HashMap<>();

  /// @param granted secrets of the keys that the merchant let be made, by key
  WooAuth(ShopSettings settings, Map<String, String> granted) {
    this.settings = settings;
    this.granted = granted;
    this.secure = settings.baseUrl().startsWith("https://");
  }

  /// The refusal, or nothing when the caller may go on.
  Optional<ShopReply> check(ShopRequest request, Instant now) {
    if (secure) {
      return basic(request);
    }
    return oauth(request, now);
  }

  private Optional<ShopReply> basic(ShopRequest request) {
    String key = request.query().first("consumer_key").orElse("");
    String secret = request.query().first("consumer_secret").orElse("");
    Optional<String> header = request.header("authorization").filter(h -> h.startsWith("Basic "));
    if (key.isEmpty() && header.isPresent()) {
      String[] pair = decoded(header.get().substring("Basic ".length())).split(":", 2);
      key = pair[0];
      secret = pair.length > 1 ? pair[1] : "";
    }
    if (key.isEmpty()) {
      return Optional.of(cannotView());
    }
    Optional<String> known = secretOf(key);
    if (known.isEmpty()) {
      return Optional.of(refused("Consumer key is invalid."));
    }
    return same(secret, known.get())
        ? Optional.empty()
        : Optional.of(refused("Consumer secret is invalid."));
  }

  private Optional<ShopReply> oauth(ShopRequest request, Instant now) {
    Map<String, String> given = parameters(request);
    if (!given.containsKey("oauth_consumer_key")) {
      return Optional.of(cannotView());
    }
    for (String needed :
        List.of("oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method")) {
      if (given.getOrDefault(needed, "").isEmpty()) {
        return Optional.of(refused("Missing OAuth parameter " + needed));
      }
    }
    Optional<String> secret = secretOf(given.getOrDefault("oauth_consumer_key", ""));
    if (secret.isEmpty()) {
      return Optional.of(refused("Consumer key is invalid."));
    }
    if (!"HMAC-SHA256".equals(given.get("oauth_signature_method"))) {
      return Optional.of(refused("Invalid signature - signature method is invalid."));
    }
    String signature = given.getOrDefault("oauth_signature", "");
    if (!same(signature, signature(request, given, secret.get()))) {
      return Optional.of(refused("Invalid signature - provided signature does not match."));
    }
    return fresh(given, now);
  }

  /// The base string of `check_oauth_signature`: parameters sorted by name, percent-encoded twice;
  /// lists have their positions (`status[]` counts as `status[0]`).
  private String signature(ShopRequest request, Map<String, String> given, String secret) {
    TreeMap<String, String> sorted = new TreeMap<>(given);
    sorted.remove("oauth_signature");
    String joined =
        sorted.entrySet().stream()
            .map(e -> encoded(encoded(e.getKey()) + "=" + encoded(e.getValue())))
            .collect(Collectors.joining("%26"));
    String base =
        request.method() + "&" + encoded(settings.baseUrl() + request.path()) + "&" + joined;
    return Signature.base64(secret + "&", base.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<String> secretOf(String key) {
    return key.equals(settings.key())
        ? Optional.of(settings.secret())
        : Optional.ofNullable(granted.get(key));
  }

  private Optional<ShopReply> fresh(Map<String, String> given, Instant now) {
    long stamp;
    try {
      stamp = Long.parseLong(given.getOrDefault("oauth_timestamp", ""));
    } catch (NumberFormatException unreadable) {
      return Optional.of(refused("Invalid timestamp."));
    }
    if (Math.abs(now.getEpochSecond() - stamp) > WINDOW_SECONDS) {
      return Optional.of(refused("Invalid timestamp."));
    }
    nonces.values().removeIf(used -> used.isBefore(now.minusSeconds(WINDOW_SECONDS)));
    if (nonces.putIfAbsent(given.getOrDefault("oauth_nonce", ""), now) != null) {
      return Optional.of(refused("Invalid nonce - nonce has already been used."));
    }
    return Optional.empty();
  }

  /// Query parameters and, where used, those of an `Authorization: OAuth` header.
  private static Map<String, String> parameters(ShopRequest request) {
    Map<String, String> given = new HashMap<>();
    Map<String, Integer> positions = new HashMap<>();
    for (Query.Parameter parameter : request.query().parameters()) {
      String name = parameter.name();
      if (name.endsWith("[]")) {
        String list = name.substring(0, name.length() - 2);
        name = list + "[" + (positions.merge(list, 1, Integer::sum) - 1) + "]";
      }
      given.put(name, parameter.value());
    }
    request
        .header("authorization")
        .filter(header -> header.startsWith("OAuth "))
        .ifPresent(header -> given.putAll(fromHeader(header.substring("OAuth ".length()))));
    return given;
  }

  private static Map<String, String> fromHeader(String header) {
    Map<String, String> given = new HashMap<>();
    for (String part : header.split(",")) {
      String[] pair = part.strip().split("=", 2);
      if (pair.length == 2 && pair[0].startsWith("oauth_")) {
        String value = pair[1].replaceAll("^\"|\"$", "");
        given.put(pair[0], java.net.URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return given;
  }

  /// RFC 3986.
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unreadable) {
      return "";
    }
  }

  private static boolean same(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  static ShopReply refused(String message) {
    return WooErrors.reply(401, "woocommerce_rest_authentication_error", message);
  }

  static ShopReply cannotView() {
    return WooErrors.reply(
        401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
  }
}
