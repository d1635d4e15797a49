@NullMarked
package io.orderwire.dispatcher;

import org.jspecify.annotations.NullMarked;
