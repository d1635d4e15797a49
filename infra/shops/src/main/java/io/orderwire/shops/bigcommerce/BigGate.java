package io.orderwire.shops.bigcommerce;

import io.orderwire.shops.Chaos;
import io.orderwire.shops.Dice;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The door of the API: token, quota, faults. The quota is that of the plan Pro: 450 calls in each
/// window of 30 seconds.
final class BigGate {
  static final int QUOTA = 450;
  private static final Duration WINDOW = Duration.ofSeconds(30);

  private final ShopSettings settings;
  private final BigRest rest;
  private final BigOAuth oauth;
  private Instant windowEnds = Instant.MIN;
  private Instant busyUntil = Instant.MIN;
  private int left = QUOTA;
  private boolean revoked;

  BigGate(ShopSettings settings, BigRest rest, BigOAuth oauth) {
    this.settings = settings;
    this.rest = rest;
    this.oauth = oauth;
  }

  /// Tokens are worth nothing from now on; another may be asked for.
  void revoke() {
    revoked = true;
    oauth.revoke();
  }

  ShopReply answer(ShopRequest request, Instant now, Dice dice) {
    Optional<ShopReply> consent = oauth.answer(request);
    if (consent.isPresent()) {
      return consent.get();
    }
    List<String> segments = List.of(request.segments());
    if (segments.size() < 3 || !segments.subList(0, 2).equals(List.of("stores", BigHooks.STORE))) {
      return ShopReply.html(404, "<html><body>Not Found</body></html>");
    }
    if (dice.happens(Chaos.Fault.ERROR)) {
      return ShopReply.html(503, "<html><body>Service Unavailable</body></html>");
    }
    if (dice.happens(Chaos.Fault.EXPIRED) || !isKnown(request)) {
      return BigReplies.refused(401, "X-Auth-Token header is required");
    }
    if (isBusy(now, dice)) {
      return ShopReply.json(429, "{\"status\":429,\"title\":\"Too many requests\"}");
    }
    if (!now.isBefore(windowEnds)) {
      windowEnds = now.plus(WINDOW);
      left = QUOTA;
    }
    if (left == 0) {
      return counted(ShopReply.json(429, "{\"status\":429,\"title\":\"Too many requests\"}"), now);
    }
    left--;
    return counted(rest.answer(request, segments.subList(2, segments.size())), now);
  }

  /// The platform as a whole is busy: such a refusal carries no headers of the quota.
  private boolean isBusy(Instant now, Dice dice) {
    if (dice.happens(Chaos.Fault.THROTTLE)) {
      busyUntil = now.plusSeconds(1);
    }
    return now.isBefore(busyUntil);
  }

  private ShopReply counted(ShopReply reply, Instant now) {
    long reset = Math.max(0, Duration.between(now, windowEnds).toMillis());
    return reply
        .with("X-Rate-Limit-Time-Window-Ms", Long.toString(WINDOW.toMillis()))
        .with("X-Rate-Limit-Time-Reset-Ms", Long.toString(reset))
        .with("X-Rate-Limit-Requests-Quota", Integer.toString(QUOTA))
        .with("X-Rate-Limit-Requests-Left", Integer.toString(left));
  }

  private boolean isKnown(ShopRequest request) {
    String token = request.header("x-auth-token").orElse("");
    boolean made =
        MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8),
            settings.secret().getBytes(StandardCharsets.UTF_8));
    return made ? !revoked : oauth.knows(token);
  }
}
