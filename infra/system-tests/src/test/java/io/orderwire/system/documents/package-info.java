/// What the documents say is what the code does.
@NullMarked
package io.orderwire.system.documents;

import org.jspecify.annotations.NullMarked;
