package io.orderwire.sender;

import io.orderwire.port.EventSubscription;
import io.orderwire.port.EventSubscription.Disabled;
import io.orderwire.port.SubscriptionId;
import io.orderwire.port.WebhookJob.Delivery;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends deliveries to a URL that takes none. What was not delivered stays in the ledger, from where
/// a replay brings it once the subscription is enabled.
final class Disabling {
  private static final Logger LOG = LoggerFactory.getLogger(Disabling.class);
  private static final int TRIES = 5;
  private static final String REMEDY =
      "mend the receiver, POST …/test, then POST …/enable and POST …/replay from undelivered_since";

  private final World world;

  Disabling(World world) {
    this.world = world;
  }

  void gone(Delivery delivery, Instant now) {
    disable(
        delivery.subscriptionId(),
        new Disabled(
            "gone",
            "the receiver answered 410: it wants no more events",
            REMEDY,
            now,
            delivery.firstAt()));
  }

  /// @param reason why the last try failed
  void exhausted(Delivery delivery, String reason, Instant now) {
    disable(
        delivery.subscriptionId(),
        new Disabled(
            "all_tries_failed",
            "all tries of an event failed over a day and nothing else arrived; the last: " + reason,
            REMEDY,
            now,
            delivery.firstAt()));
  }

  /// Somebody else may change the subscription at the same time: then it is read anew.
  private void disable(SubscriptionId id, Disabled why) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<EventSubscription> active =
          world.subscriptions().get(id).filter(EventSubscription::isActive);
      if (active.isEmpty()) {
        return;
      }
      if (world.subscriptions().update(active.get().withDisabled(Optional.of(why)))) {
        world.metrics().count("webhook_subscriptions_disabled", 1, "");
        LOG.atWarn()
            .addKeyValue("subscription", id)
            .addKeyValue("code", why.code())
            .log("subscription disabled");
        return;
      }
    }
  }
}
