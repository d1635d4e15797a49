/// The engine over a scripted cart: here, because connector-kit cannot see the testkit.
@NullMarked
package io.orderwire.testkit.schema;

import org.jspecify.annotations.NullMarked;
