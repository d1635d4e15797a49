package io.orderwire.normalizer;

import io.orderwire.engine.CartClient;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Publisher;
import io.orderwire.port.CartWatch;
import io.orderwire.port.Customers;
import io.orderwire.port.DeadLetters;
import io.orderwire.port.Erasures;
import io.orderwire.port.Ledger;
import io.orderwire.port.Metrics;
import io.orderwire.port.RawArchive;
import io.orderwire.port.Stores;
import java.time.InstantSource;

/// Everything outside of the normalizer that it works with.
///
/// @param knownStores may be a few seconds behind `stores`: for looking stores up
public record World(
    Platforms platforms,
    Stores knownStores,
    Stores stores,
    Ledger ledger,
    RawArchive archive,
    CartWatch watch,
    Customers customers,
    Erasures erasures,
    DeadLetters deadLetters,
    IntakeDoor intake,
    CartClient carts,
    Publisher publisher,
    Metrics metrics,
    InstantSource clock) {}
