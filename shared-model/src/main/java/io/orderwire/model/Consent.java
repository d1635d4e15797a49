package io.orderwire.model;

/// What a buyer agreed to, such as `email_marketing`, and whether.
public record Consent(String topic, boolean given) {}
