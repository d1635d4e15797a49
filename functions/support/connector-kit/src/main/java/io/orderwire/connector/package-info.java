/// The connector SPI: what a platform's connector consists of. Connectors are pure: they say which
/// calls to make and what replies and deliveries mean; the engine makes the calls.
@NullMarked
package io.orderwire.connector;

import org.jspecify.annotations.NullMarked;
