package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Dice;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import java.time.Instant;
import java.util.List;

/// The door of the API: who calls, and faults. Core counts no calls; what stands before it may be
/// busy.
final class MageDoor {
  private final MageAuth auth;
  private final MageRest rest;
  private Instant busyUntil = Instant.MIN;
  private boolean revoked;

  MageDoor(ShopSettings settings, MageRest rest) {
    this.auth = new MageAuth(settings);
    this.rest = rest;
  }

  /// The integration is worth nothing from now on.
  void revoke() {
    revoked = true;
  }

  ShopReply answer(ShopRequest request, Instant now, Dice dice) {
    if (dice.happens(Chaos.Fault.ERROR)) {
      return ShopReply.html(503, "<html><body>Service Temporarily Unavailable</body></html>");
    }
    if (isBusy(now, dice)) {
      return ShopReply.html(429, "<html><body>Too Many Requests</body></html>")
          .with("Retry-After", "1");
    }
    List<String> segments = List.of(request.segments());
    if (segments.size() < 2 || !segments.getFirst().equals("rest")) {
      return ShopReply.html(404, "<html><body>404 Not Found</body></html>");
    }
    if (revoked || dice.happens(Chaos.Fault.EXPIRED) || !auth.isKnown(request, now)) {
      return unauthorized();
    }
    int version = segments.get(1).equals("V1") ? 1 : 2;
    if (segments.size() <= version || !segments.get(version).equals("V1")) {
      return MageRest.noRoute();
    }
    return rest.answer(request, segments.subList(version + 1, segments.size()));
  }

  private boolean isBusy(Instant now, Dice dice) {
    if (dice.happens(Chaos.Fault.THROTTLE)) {
      busyUntil = now.plusSeconds(1);
    }
    return now.isBefore(busyUntil);
  }

  private static ShopReply unauthorized() {
    ObjectNode node =
        JsonText.object().put("message", "The consumer isn't authorized to access %resources.");
    node.putObject("parameters").put("resources", "Magento_Sales::actions_view");
    return ShopReply.json(401, JsonText.php(node));
  }
}
