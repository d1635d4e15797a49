@NullMarked
package io.orderwire.connectors.api2cart;

import org.jspecify.annotations.NullMarked;
