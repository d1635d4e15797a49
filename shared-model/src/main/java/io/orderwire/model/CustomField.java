package io.orderwire.model;

/// A custom attribute, note, meta value or tag, at the node where the platform carries it.
public record CustomField(String name, FieldValue value) {}
