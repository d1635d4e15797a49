/// Event sources: what reads queues, streams and clocks and calls functions with what it finds, as
/// Lambda's event source mappings do.
@NullMarked
package io.orderwire.local.source;

import org.jspecify.annotations.NullMarked;
