@NullMarked
package io.orderwire.message;

import org.jspecify.annotations.NullMarked;
