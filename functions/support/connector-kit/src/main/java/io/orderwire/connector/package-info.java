/// Connector SPI, ports and the feed engine; no AWS, no sockets.
@NullMarked
package io.orderwire.connector;

import org.jspecify.annotations.NullMarked;
