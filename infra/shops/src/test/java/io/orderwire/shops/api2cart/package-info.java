@NullMarked
package io.orderwire.shops.api2cart;

import org.jspecify.annotations.NullMarked;
