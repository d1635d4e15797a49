/// What travels between the functions (intake messages, poll jobs) and what reaches the bus
/// (events).
@NullMarked
package io.orderwire.message;

import org.jspecify.annotations.NullMarked;
