package io.orderwire.model;

import java.util.Optional;

/// A carrier's tracking number, its page, or both.
public record Tracking(Optional<String> number, Optional<String> url) {}
