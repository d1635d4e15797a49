/// Puts one event per ledger version on the bus.
@NullMarked
package io.orderwire.dispatcher;

import org.jspecify.annotations.NullMarked;
