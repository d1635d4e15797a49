/// The suites that every adapter of a port passes: the in-memory ones here, the AWS ones against
/// emulators or AWS. A suite only adds and uses fresh store ids, so it may run beside other data.
@NullMarked
package io.orderwire.testkit.ports;

import org.jspecify.annotations.NullMarked;
