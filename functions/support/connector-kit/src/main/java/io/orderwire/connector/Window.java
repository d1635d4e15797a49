package io.orderwire.connector;

import java.time.Instant;
import java.util.Optional;

/// Orders changed at or after `from` and, where given, before or at `to`, by the cart's clock.
/// Overlap is already subtracted.
public record Window(Instant from, Optional<Instant> to) {}
