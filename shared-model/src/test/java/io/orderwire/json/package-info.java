@NullMarked
package io.orderwire.json;

import org.jspecify.annotations.NullMarked;
