/// Runs template.yaml on this machine: no Docker, no account.
@NullMarked
package io.orderwire.local;

import org.jspecify.annotations.NullMarked;
