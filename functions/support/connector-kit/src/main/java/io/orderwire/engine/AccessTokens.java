package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.AuthScheme.ClientCredentials;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Headers;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Credentials;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.Store;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// OAuth 2 client credentials (RFC 6749 §4.4): asks for an access token and keeps it until shortly
/// before it ends.
final class AccessTokens {
  private static final int MOST_KEPT = 2_000;
  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final long USUAL_SECONDS = 3600;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;

  private final Map<Holder, Token> tokens = new LinkedHashMap<>(16, 0.75f, true);
  private final CartTransport transport;

  private record Holder(String store, SealedCredentials sealed) {}

  private record Token(String value, Instant until) {}

  AccessTokens(CartTransport transport) {
    this.transport = transport;
  }

  /// @param longest that asking may take
  synchronized String token(
      Store store,
      ClientCredentials scheme,
      Credentials credentials,
      Instant now,
      Duration longest) {
    Holder holder = holder(store);
    Optional<Token> known =
        Optional.ofNullable(tokens.get(holder)).filter(token -> now.isBefore(token.until()));
    if (known.isPresent()) {
      return known.get().value();
    }
    Token granted = granted(ask(store.baseUrl(), scheme, credentials, longest), now);
    tokens.put(holder, granted);
    if (tokens.size() > MOST_KEPT) {
      tokens.remove(tokens.keySet().iterator().next());
    }
    return granted.value();
  }

  /// Forgets a token that the cart refused. Of many callers whose token was refused at once the
  /// first asks for the new one, and the others are given that.
  synchronized void forget(Store store, String refused) {
    Holder holder = holder(store);
    Optional.ofNullable(tokens.get(holder))
        .filter(token -> token.value().equals(refused))
        .ifPresent(token -> tokens.remove(holder));
  }

  private CartReply ask(
      URI baseUrl, ClientCredentials scheme, Credentials credentials, Duration longest) {
    String form =
        "grant_type=client_credentials&client_id="
            + credential(credentials, scheme.clientIdField())
            + "&client_secret="
            + credential(credentials, scheme.clientSecretField());
    Headers headers =
        new Headers(
            Map.of(
                "content-type", "application/x-www-form-urlencoded", "accept", "application/json"));
    String root = baseUrl.toString().replaceFirst("/$", "");
    return transport.exchange(
        new CartTransport.Request(
            "POST", URI.create(root + scheme.tokenPath()), headers, Optional.of(form), longest));
  }

  private static Token granted(CartReply reply, Instant now) {
    JsonNode answer = reply.json();
    String value = answer.path("access_token").asText("");
    if (reply.status() == OK && !value.isEmpty()) {
      Duration life = Duration.ofSeconds(answer.path("expires_in").asLong(USUAL_SECONDS));
      return new Token(value, now.plus(life).minus(MARGIN));
    }
    throw new FaultException(
        Fault.of(category(reply.status()), "no access token: status " + reply.status()));
  }

  static Category category(int status) {
    return switch (status) {
      case BAD_REQUEST, UNAUTHORIZED, FORBIDDEN -> Category.UNAUTHORIZED;
      case TOO_MANY -> Category.THROTTLED;
      case OK -> Category.MALFORMED;
      default -> Category.UNAVAILABLE;
    };
  }

  private static String credential(Credentials credentials, String field) {
    return credentials
        .value(field)
        .map(PercentEncoding::encode)
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.of(Category.UNAUTHORIZED, "credential " + field + " is missing")));
  }

  private static Holder holder(Store store) {
    return new Holder(store.id().value(), store.credentials());
  }
}
