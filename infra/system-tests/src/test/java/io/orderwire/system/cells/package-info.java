/// Store cells in memory: what one store goes through, and what the others notice of it.
@NullMarked
package io.orderwire.system.cells;

import org.jspecify.annotations.NullMarked;
