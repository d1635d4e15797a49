package io.orderwire.shops.vendure;

import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who may call: whoever has the API key, or a session that an administrator began by logging in.
final class VendSessions {
  private static final String API_KEY = "vendure-api-key";
  private static final String BEARER = "Bearer ";
  private static final Duration YEAR = Duration.ofDays(365);

  private final VendStore store;
  private final ShopSettings settings;
  private final Map<String, Instant> ends = new HashMap<>();
  private boolean revoked;

  VendSessions(VendStore store, ShopSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /// The API key and all sessions are worth nothing from now on.
  void revoke() {
    revoked = true;
    ends.clear();
  }

  String administrator() {
    return settings.key();
  }

  boolean isAdministrator(String username, String password) {
    return !settings.key().isEmpty()
        && same(username, settings.key())
        && same(password, settings.secret());
  }

  String begin() {
    String token = store.token();
    ends.put(token, store.now().plus(YEAR));
    return token;
  }

  void end(String token) {
    ends.remove(token);
  }

  /// The session whose token the call carries, if it is a session.
  Optional<String> session(ShopRequest request) {
    return request
        .header("authorization")
        .filter(header -> header.startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()))
        .filter(
            token ->
                Optional.ofNullable(ends.get(token)).filter(store.now()::isBefore).isPresent());
  }

  boolean isKnown(ShopRequest request) {
    return session(request).isPresent()
        || (!revoked && same(request.header(API_KEY).orElse(""), settings.secret()));
  }

  private static boolean same(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
