/// The whole pipeline in memory, under a seed: real connectors, real cores, simulated shops, and
/// everything that can go wrong on the way.
@NullMarked
package io.orderwire.system.simulation;

import org.jspecify.annotations.NullMarked;
