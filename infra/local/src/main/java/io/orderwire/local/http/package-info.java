/// The HTTP API on this machine: routes, payload format 2.0 and what only a local runner serves.
@NullMarked
package io.orderwire.local.http;

import org.jspecify.annotations.NullMarked;
