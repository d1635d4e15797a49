/// Tests of the Vendure connector.
@NullMarked
package io.orderwire.connectors.vendure;

import org.jspecify.annotations.NullMarked;
