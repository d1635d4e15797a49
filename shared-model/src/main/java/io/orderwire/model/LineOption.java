package io.orderwire.model;

/// A chosen variant option of a line, such as `Size` = `L`.
public record LineOption(String name, String value) {}
