@NullMarked
package io.orderwire.receiver;

import org.jspecify.annotations.NullMarked;
