package io.orderwire.shops.magento;

import io.orderwire.shops.Query;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Signature;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Who may call. An integration with a consumer key signs with OAuth 1.0a, HMAC-SHA256; where there
/// is none, the shop takes its access token alone.
final class MageAuth {
  private static final long WINDOW_SECONDS = 600;

  private final ShopSettings settings;
  private final Map<String, Instant> nonces = new HashMap<>();

  MageAuth(ShopSettings settings) {
    this.settings = settings;
  }

  /// The access token of the integration whose consumer secret is this.
  static String token(String secret) {
    return Signature.md5Hex("token", secret);
  }

  static String tokenSecret(String secret) {
    return Signature.md5Hex("token secret", secret);
  }

  boolean isKnown(ShopRequest request, Instant now) {
    String header = request.header("authorization").orElse("");
    if (settings.key().isEmpty()) {
      return same(header, "Bearer " + settings.secret());
    }
    return header.startsWith("OAuth ") && isSigned(request, header.substring(6), now);
  }

  private boolean isSigned(ShopRequest request, String header, Instant now) {
    Map<String, String> given = parameters(header);
    return given.getOrDefault("oauth_consumer_key", "").equals(settings.key())
        && given.getOrDefault("oauth_token", "").equals(token(settings.secret()))
        && given.getOrDefault("oauth_signature_method", "").equals("HMAC-SHA256")
        && same(given.getOrDefault("oauth_signature", ""), signature(request, given))
        && isFresh(given, now);
  }

  private String signature(ShopRequest request, Map<String, String> given) {
    List<String> pairs = new ArrayList<>();
    for (Query.Parameter parameter : request.query().parameters()) {
      pairs.add(encoded(parameter.name()) + "=" + encoded(parameter.value()));
    }
    given.forEach(
        (name, value) -> {
          if (!name.equals("oauth_signature") && !name.equals("realm")) {
            pairs.add(encoded(name) + "=" + encoded(value));
          }
        });
    String joined = pairs.stream().sorted().collect(Collectors.joining("&"));
    String base =
        request.method()
            + "&"
            + encoded(settings.baseUrl() + request.path())
            + "&"
            + encoded(joined);
    String key = encoded(settings.secret()) + "&" + encoded(tokenSecret(settings.secret()));
    return Signature.base64(key, base.getBytes(StandardCharsets.UTF_8));
  }

  /// A nonce counts once; old ones are refused by their time.
  private boolean isFresh(Map<String, String> given, Instant now) {
    String stamp = given.getOrDefault("oauth_timestamp", "");
    if (!stamp.matches("\\d{1,12}")
        || Math.abs(now.getEpochSecond() - Long.parseLong(stamp)) > WINDOW_SECONDS) {
      return false;
    }
    return nonces.putIfAbsent(given.getOrDefault("oauth_nonce", ""), now) == null;
  }

  private static Map<String, String> parameters(String header) {
    Map<String, String> given = new HashMap<>();
    for (String part : header.split(",")) {
      String[] pair = part.strip().split("=", 2);
      if (pair.length == 2) {
        String value = pair[1].replaceAll("^\"|\"$", "");
        given.put(pair[0], URLDecoder.decode(value, StandardCharsets.UTF_8));
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

  private static boolean same(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
