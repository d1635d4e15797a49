/// The rules of the house that a compiler cannot hold: who may depend on whom, where the outside
/// world may be
/// touched, what names and data look like. Each rule comes with classes that break it, and is seen
/// to refuse them.
@NullMarked
package io.orderwire.system.architecture;

import org.jspecify.annotations.NullMarked;
