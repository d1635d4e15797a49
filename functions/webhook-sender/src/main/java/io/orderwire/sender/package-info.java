/// Sends events to the URLs that subscribed to them.
@NullMarked
package io.orderwire.sender;

import org.jspecify.annotations.NullMarked;
