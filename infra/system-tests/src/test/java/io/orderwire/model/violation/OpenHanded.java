package io.orderwire.model.violation;

import java.util.List;

/// Breaks a rule of the house on purpose: the caller can still change the list.
public record OpenHanded(List<String> lines) {}
