package io.orderwire.storeapi;

import io.orderwire.port.Store.Health;
import java.time.Instant;

/// The health of a store without API credentials.
final class WebhooksOnly {
  static final String CODE = "webhooks_only";
  static final String REASON =
      "without API credentials orders are taken from webhooks as they are: nothing is confirmed,"
          + " and what a webhook misses stays missing";
  static final String REMEDY = "set the API credentials of the store";

  private WebhooksOnly() {}

  static Health since(Instant since) {
    return new Health(CODE, REASON, REMEDY, since);
  }
}
