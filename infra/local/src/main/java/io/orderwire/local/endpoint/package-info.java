/// The parts that stand for AWS on one machine, each speaking AWS's own wire protocol on a loopback
/// port.
@NullMarked
package io.orderwire.local.endpoint;

import org.jspecify.annotations.NullMarked;
