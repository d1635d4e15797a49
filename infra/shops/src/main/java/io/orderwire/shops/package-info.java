/// Simulated carts with real signatures, paging, limits and seeded chaos.
@NullMarked
package io.orderwire.shops;

import org.jspecify.annotations.NullMarked;
