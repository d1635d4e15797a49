/// The AWS adapters of the ports under the suites that the in-memory ones pass too: against the
/// embedded services, provisioned from the template.
@NullMarked
package io.orderwire.system.adapters;

import org.jspecify.annotations.NullMarked;
