package io.orderwire.shops.api2cart;

import io.orderwire.shops.Chaos;
import io.orderwire.shops.Dice;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/// The door of the API: the account's key and the store's, faults, and the calls that are under way
/// at once. This store answers each call at once; others of the account fill its budget while the
/// dice say so.
final class HubGate {
  static final String PATH = "/v1.1";
  private static final String METHOD_ENDS = ".json";

  private final ShopSettings settings;
  private final HubRest rest;
  private Instant busyUntil = Instant.MIN;
  private boolean ofTheAccount;
  private boolean removed;

  HubGate(ShopSettings settings, HubRest rest) {
    this.settings = settings;
    this.rest = rest;
  }

  /// The store's key is worth nothing from now on.
  void remove() {
    removed = true;
  }

  ShopReply answer(ShopRequest request, Instant now, Dice dice) {
    String path = request.path();
    if (!path.startsWith(PATH + "/") || !path.endsWith(METHOD_ENDS)) {
      return ShopReply.html(404, "<html><body>Not Found</body></html>");
    }
    if (dice.happens(Chaos.Fault.ERROR)) {
      return ShopReply.html(502, "<html><body>Bad Gateway</body></html>");
    }
    if (dice.happens(Chaos.Fault.EXPIRED) || !isEqual(request, "x-api-key", settings.key())) {
      return HubReplies.refused(2, "Incorrect API Key");
    }
    if (removed || !isEqual(request, "x-store-key", settings.secret())) {
      return HubReplies.refused(101, "Store not found");
    }
    if (isBusy(now, dice)) {
      return ofTheAccount
          ? HubReplies.refused(10, "Requests limit of the account is reached")
          : HubReplies.refused(7, "Requests limit of the store is reached");
    }
    String method = path.substring(PATH.length() + 1, path.length() - METHOD_ENDS.length());
    return rest.answer(request, method);
  }

  /// The store's budget and the account's are exhausted in turn.
  private boolean isBusy(Instant now, Dice dice) {
    if (dice.happens(Chaos.Fault.THROTTLE)) {
      busyUntil = now.plusSeconds(1);
      ofTheAccount = !ofTheAccount;
    }
    return now.isBefore(busyUntil);
  }

  private static boolean isEqual(ShopRequest request, String header, String expected) {
    byte[] given = request.header(header).orElse("").getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(given, expected.getBytes(StandardCharsets.UTF_8));
  }
}
