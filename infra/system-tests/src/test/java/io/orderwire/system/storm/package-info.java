/// The whole pipeline in memory before a light cart, thousands of seeds at a time: real cores, a
/// clock that is only told the time, every trouble that the way of an order knows, what must hold
/// in spite of it, and wrong designs that must not get through.
@NullMarked
package io.orderwire.system.storm;

import org.jspecify.annotations.NullMarked;
