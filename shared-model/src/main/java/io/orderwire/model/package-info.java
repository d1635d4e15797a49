/// The canonical model: what an order, a cart and a customer reference look like, whatever the shop
/// runs on.
///
/// Records are immutable, hold no null and no binary floating point. JSON names are the snake case
/// of the component names; an absent value is left out, a list is always there.
@NullMarked
package io.orderwire.model;

import org.jspecify.annotations.NullMarked;
