package io.orderwire.port;

import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Makes one HTTP request to a cart. Addresses are vetted, redirects are not followed, bodies are
/// bounded.
public interface CartTransport {

  /// A ready request: authorized, with its absolute address.
  record Request(
      String method, URI address, Headers headers, Optional<String> body, Duration timeout) {}

  /// The cart's answer, whatever its status. Throws `FaultException` (unavailable) when there is
  /// none.
  CartReply exchange(Request request);
}
