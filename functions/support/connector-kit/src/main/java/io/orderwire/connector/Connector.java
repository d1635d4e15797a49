package io.orderwire.connector;

import java.util.Optional;

/// Everything Orderwire knows of one platform.
///
/// @param authorization how a merchant gives access without copying credentials, where the platform
/// has that
public record Connector(
    Descriptor descriptor,
    WebhookGate webhooks,
    Optional<WebhookRegistry> registry,
    OrderFeed feed,
    OrderMapper orders,
    Optional<CartMapper> carts,
    Statuses statuses,
    Optional<Authorization> authorization) {

  /// One whose merchants copy credentials.
  public Connector(
      Descriptor descriptor,
      WebhookGate webhooks,
      Optional<WebhookRegistry> registry,
      OrderFeed feed,
      OrderMapper orders,
      Optional<CartMapper> carts,
      Statuses statuses) {
    this(descriptor, webhooks, registry, feed, orders, carts, statuses, Optional.empty());
  }
}
