package io.orderwire.model;

import java.util.Optional;

/// A phone number as the shop wrote it and, when it is one beyond doubt, in E.164.
public record Phone(String raw, Optional<String> e164) {}
