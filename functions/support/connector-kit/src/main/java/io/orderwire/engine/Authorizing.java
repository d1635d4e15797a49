package io.orderwire.engine;

import io.orderwire.connector.Authorization;
import io.orderwire.connector.Authorization.Answer;
import io.orderwire.connector.Authorization.Asked;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.port.CartTransport;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/// Sends merchants to their platforms and makes credentials of what comes back.
public final class Authorizing {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final CartTransport transport;
  private final InstantSource clock;

  public Authorizing(CartTransport transport, InstantSource clock) {
    this.transport = transport;
    this.clock = clock;
  }

  /// The page that the merchant's browser is sent to.
  public URI page(Authorization authorization, Asked asked) {
    CartCall page = authorization.page(asked);
    return Addresses.of(authorization.server(asked.store()), page.path(), page.query());
  }

  /// What a callback comes to: keys, or why not. A code is exchanged.
  ///
  /// @throws io.orderwire.connector.FaultException (unavailable) when the platform does not answer
  public Answer answer(Authorization authorization, Delivery callback, Asked asked) {
    Answer answer = authorization.read(callback, asked, clock.instant());
    return answer instanceof Answer.Code(CartCall exchange)
        ? authorization.granted(exchanged(authorization, exchange, asked), asked, clock.instant())
        : answer;
  }

  private CartReply exchanged(Authorization authorization, CartCall call, Asked asked) {
    Map<String, String> headers = new TreeMap<>(Map.of("accept", "application/json"));
    headers.putAll(call.headers());
    return transport.exchange(
        new CartTransport.Request(
            call.method(),
            Addresses.of(authorization.server(asked.store()), call.path(), call.query()),
            new Headers(headers),
            call.body(),
            TIMEOUT));
  }
}
