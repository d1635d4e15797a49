@NullMarked
package io.orderwire.poller;

import org.jspecify.annotations.NullMarked;
