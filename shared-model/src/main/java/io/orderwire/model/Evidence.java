package io.orderwire.model;

/// One fact of the platform that speaks for importing an order, such as `date_paid`, with the
/// platform's own value.
public record Evidence(String code, String raw) {}
