/// Authenticates a delivery, queues it with one durable call and answers.
@NullMarked
package io.orderwire.receiver;

import org.jspecify.annotations.NullMarked;
