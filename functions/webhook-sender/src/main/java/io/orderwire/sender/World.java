package io.orderwire.sender;

import io.orderwire.port.CartTransport;
import io.orderwire.port.EventSubscriptions;
import io.orderwire.port.Ledger;
import io.orderwire.port.Metrics;
import io.orderwire.port.SecretBox;
import io.orderwire.port.WebhookQueue;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Everything outside of the sender that it works with.
///
/// @param transport the one that calls carts: whoever names an address, it is vetted when it is
/// dialled
/// @param jitter of the waits between tries
record World(
    EventSubscriptions subscriptions,
    SecretBox secrets,
    Ledger ledger,
    CartTransport transport,
    WebhookQueue queue,
    Metrics metrics,
    InstantSource clock,
    RandomGenerator jitter) {}
