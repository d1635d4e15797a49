@NullMarked
package io.orderwire.benchmarks;

import org.jspecify.annotations.NullMarked;
