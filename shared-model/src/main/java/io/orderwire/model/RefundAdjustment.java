package io.orderwire.model;

/// A part of a refund that belongs to no line; positive when more money went back.
public record RefundAdjustment(String kind, Money amount) {}
