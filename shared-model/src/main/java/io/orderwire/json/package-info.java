/// How the canonical model is written and read as JSON.
@NullMarked
package io.orderwire.json;

import org.jspecify.annotations.NullMarked;
