package io.orderwire.model;

import java.time.Instant;
import java.util.Optional;

/// Headline and readings, each with the platform's own word, and when things happened by the
/// platform's clock (UTC).
public record Lifecycle(
    OrderStatus status,
    Reading<PaymentState> payment,
    Reading<FulfilmentState> fulfilment,
    Reading<CancellationState> cancellation,
    Optional<Reading<ReturnState>> returnStatus,
    Instant placedAt,
    Instant updatedAt,
    Optional<Instant> paidAt,
    Optional<Instant> closedAt,
    Optional<Instant> cancelledAt,
    Optional<String> cancelReason) {}
