/// What the functions need of the world, as interfaces. AWS adapters are in `aws-runtime`,
/// in-memory ones in `connector-testkit`; both pass the same suite.
@NullMarked
package io.orderwire.port;

import org.jspecify.annotations.NullMarked;
