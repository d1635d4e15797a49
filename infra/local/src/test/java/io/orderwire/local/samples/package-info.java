/// Tiny functions that the tests run for real, zipped and started like any other.
@NullMarked
package io.orderwire.local.samples;

import org.jspecify.annotations.NullMarked;
