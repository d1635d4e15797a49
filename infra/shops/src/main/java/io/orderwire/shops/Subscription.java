package io.orderwire.shops;

/// A subscription to webhooks as the shop's list of them shows it.
///
/// @param topic in the platform's words
/// @param address without the query, which may hold a secret
/// @param active whether the shop calls it
public record Subscription(String topic, String address, boolean active) {}
