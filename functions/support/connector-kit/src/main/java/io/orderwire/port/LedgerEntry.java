package io.orderwire.port;

import io.orderwire.message.Event;
import java.util.Optional;

/// One version of a subject: the state, the history, the outbox and the idempotency in one item.
///
/// The event is complete (its document inline): publishing an entry is a pure function of the
/// entry.
///
/// @param version from 1, without gaps
/// @param announced false keeps the event off the bus (unplaced drafts unless the store asks)
/// @param rawKey the archived payload behind this version
public record LedgerEntry(
    Subject subject, long version, Event event, boolean announced, Optional<String> rawKey) {}
