@NullMarked
package io.orderwire.connectors.magento;

import org.jspecify.annotations.NullMarked;
