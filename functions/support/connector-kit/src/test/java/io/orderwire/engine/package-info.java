@NullMarked
package io.orderwire.engine;

import org.jspecify.annotations.NullMarked;
