/// Simulated carts: shops that trade, answer their platform's reading APIs and send its signed
/// webhooks, written from the platforms' documentation alone.
///
/// The core ([Shop]) is pure: state in memory, the clock and the randomness come in as arguments,
/// no sockets, no threads, no sleeping. [ShopServer] puts one, or the stores of one account, behind
/// loopback HTTP.
/// Nothing here depends on any other module of the suite, so that a wrong reading of a platform
/// cannot be made twice in the same way.
@NullMarked
package io.orderwire.shops;

import org.jspecify.annotations.NullMarked;
