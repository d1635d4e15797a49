@NullMarked
package io.orderwire.model;

import org.jspecify.annotations.NullMarked;
