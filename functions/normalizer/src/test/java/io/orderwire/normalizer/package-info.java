@NullMarked
package io.orderwire.normalizer;

import org.jspecify.annotations.NullMarked;
