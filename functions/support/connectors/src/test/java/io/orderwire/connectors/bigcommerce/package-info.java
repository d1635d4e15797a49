/// Tests of the BigCommerce connector.
@NullMarked
package io.orderwire.connectors.bigcommerce;

import org.jspecify.annotations.NullMarked;
