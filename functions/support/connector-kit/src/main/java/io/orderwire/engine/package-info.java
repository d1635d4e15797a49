/// Makes the calls that connectors describe: authorization, pacing, retries, paging; and turns what
/// a platform states into the canonical order.
@NullMarked
package io.orderwire.engine;

import org.jspecify.annotations.NullMarked;
