/// Runs Lambda functions on this machine: the Runtime API, the processes that serve it, and the
/// pools they form.
@NullMarked
package io.orderwire.local.lambda;

import org.jspecify.annotations.NullMarked;
