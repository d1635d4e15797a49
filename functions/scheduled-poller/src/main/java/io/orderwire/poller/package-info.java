/// Plans which stores are due and lists what changed there.
@NullMarked
package io.orderwire.poller;

import org.jspecify.annotations.NullMarked;
