package io.orderwire.shops.api2cart;

import io.orderwire.shops.Chaos;
import io.orderwire.shops.Dice;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/// The door of one store: the account's key and the store's, and faults. While the dice say so,
/// other clients fill the budgets of the store and of its account.
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
    if (dice.happens(Chaos.Fault.EXPIRED) || !isEqual(apiKey(request), settings.key())) {
      return HubReplies.refused(2, "Incorrect API Key");
    }
    if (removed || !isEqual(storeKey(request), settings.secret())) {
      return HubReplies.refused(101, "Store not found");
    }
    if (isBusy(now, dice)) {
      return HubReplies.busy(
          ofTheAccount ? Api2CartAccount.ACCOUNT_LIMIT : Api2CartAccount.STORE_LIMIT);
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

  private static String apiKey(ShopRequest request) {
    return request.header("x-api-key").or(() -> request.query().first("api_key")).orElse("");
  }

  /// Both keys come as headers or in the query
  /// (<https://docs.api2cart.com/post/order-filter-fields>, read 2026-11-26).
  static String storeKey(ShopRequest request) {
    return request.header("x-store-key").or(() -> request.query().first("store_key")).orElse("");
  }

  private static boolean isEqual(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
