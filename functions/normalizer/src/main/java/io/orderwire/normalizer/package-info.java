/// Archives, fetches, maps, checks and appends a version to the ledger.
@NullMarked
package io.orderwire.normalizer;

import org.jspecify.annotations.NullMarked;
