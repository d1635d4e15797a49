package io.orderwire.receiver;

import io.orderwire.connector.Delivery;
import java.util.Optional;

/// A request to `/webhooks/{token}`, out of the gateway's framing.
///
/// @param token the unguessable part of the address
public record WebhookRequest(String token, Delivery delivery, Optional<String> traceId) {}
