package io.orderwire.connector;

import java.util.Optional;

/// Everything Orderwire knows of one platform.
public record Connector(
    Descriptor descriptor,
    WebhookGate webhooks,
    Optional<WebhookRegistry> registry,
    OrderFeed feed,
    OrderMapper orders,
    Optional<CartMapper> carts,
    Statuses statuses) {}
