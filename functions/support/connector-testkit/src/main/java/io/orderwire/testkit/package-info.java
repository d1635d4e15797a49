/// The contract that every connector passes, its harness, generators and in-memory ports.
@NullMarked
package io.orderwire.testkit;

import org.jspecify.annotations.NullMarked;
