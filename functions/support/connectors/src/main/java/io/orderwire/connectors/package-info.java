/// One package per shopping cart, and the list of them.
@NullMarked
package io.orderwire.connectors;

import org.jspecify.annotations.NullMarked;
