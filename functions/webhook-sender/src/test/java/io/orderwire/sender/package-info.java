@NullMarked
package io.orderwire.sender;

import org.jspecify.annotations.NullMarked;
