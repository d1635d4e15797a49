/// Adapters of the ports: the only module that sees the AWS SDK and an HTTP client.
@NullMarked
package io.orderwire.aws;

import org.jspecify.annotations.NullMarked;
