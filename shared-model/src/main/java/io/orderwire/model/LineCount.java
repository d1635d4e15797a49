package io.orderwire.model;

/// So many of one line, by the line's id.
public record LineCount(String lineId, Quantity quantity) {}
