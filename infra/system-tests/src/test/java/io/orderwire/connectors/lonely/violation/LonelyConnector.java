package io.orderwire.connectors.lonely.violation;

/// Breaks a rule of the house on purpose: a connector without the parts that every other one has.
public interface LonelyConnector {}
