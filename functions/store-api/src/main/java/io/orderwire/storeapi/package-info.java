/// What merchants and operators touch: stores, orders, health, polls.
@NullMarked
package io.orderwire.storeapi;

import org.jspecify.annotations.NullMarked;
