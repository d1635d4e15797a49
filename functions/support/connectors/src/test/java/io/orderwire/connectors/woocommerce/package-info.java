/// Tests of the WooCommerce connector.
@NullMarked
package io.orderwire.connectors.woocommerce;

import org.jspecify.annotations.NullMarked;
