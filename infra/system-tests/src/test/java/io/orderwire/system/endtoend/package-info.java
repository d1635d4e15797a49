/// The suite as its users meet it: a process started by `infra/local/run`, spoken to over HTTP.
@NullMarked
package io.orderwire.system.endtoend;

import org.jspecify.annotations.NullMarked;
