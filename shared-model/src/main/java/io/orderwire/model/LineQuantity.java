package io.orderwire.model;

/// How many were ordered, are still part of the order, were shipped, were refunded, and can still
/// be shipped.
public record LineQuantity(
    Quantity ordered,
    Quantity current,
    Quantity fulfilled,
    Quantity refunded,
    Quantity fulfillable) {}
