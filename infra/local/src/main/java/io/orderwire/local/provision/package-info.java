/// Creates what a template declares on any endpoint that speaks AWS's protocols: the embedded
/// parts, another emulator, or AWS.
@NullMarked
package io.orderwire.local.provision;

import org.jspecify.annotations.NullMarked;
