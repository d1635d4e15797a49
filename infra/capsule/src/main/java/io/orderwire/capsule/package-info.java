/// Makes the versions of an incident capsule anew and compares.
@NullMarked
package io.orderwire.capsule;

import org.jspecify.annotations.NullMarked;
