package io.orderwire.model;

import java.time.Instant;
import java.util.Optional;

/// One payment transaction. Never card data: at most the brand and the last four digits.
public record Payment(
    String id,
    Optional<String> parentId,
    PaymentKind kind,
    String gateway,
    Optional<String> method,
    Tender tender,
    PaymentOutcome status,
    Money amount,
    Optional<Instant> at,
    Optional<String> reference,
    Optional<Instant> authorizationExpiresAt,
    Optional<String> cardBrand,
    Optional<String> cardLastFour) {}
