package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.AuthScheme.Refreshed;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Headers;
import io.orderwire.json.Json;
import io.orderwire.port.CallScope;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Credentials;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.SecretBox;
import io.orderwire.port.SharedCalls;
import io.orderwire.port.SharedCalls.Place;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// OAuth 2 access tokens that end (RFC 6749 §6): asks for the next one some minutes before, and
/// keeps it in the store's credentials, as the refresh token that it came by is of no more use.
///
/// Of all processes one asks at a time. The others go on with the token that they have, which is
/// good until its end. Who is stopped between asking and keeping leaves the old refresh token in
/// the store; platforms let that be used again until its successor is.
final class RefreshedTokens {
  private static final int MOST_KEPT = 2_000;
  private static final int TRIES = 5;
  private static final int OK = 200;
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /// Longer than asking and keeping takes. Where nobody answers, the next one waits that long
  /// before asking.
  private static final Duration ALONE_FOR = Duration.ofSeconds(30);

  private final CartTransport transport;
  private final SecretBox secrets;
  private final Stores stores;
  private final SharedCalls shared;
  private final Map<Holder, Token> newer = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Holder, String> refused = new LinkedHashMap<>(16, 0.75f, true);

  /// Whoever goes on with a store as it was read before has credentials that are older than these.
  private record Holder(String store, SealedCredentials sealed) {
    static Holder of(Store store) {
      return new Holder(store.id().value(), store.credentials());
    }
  }

  private record Token(String value, Instant end) {
    boolean isGood(Instant at) {
      return at.isBefore(end);
    }
  }

  RefreshedTokens(CartTransport transport, SecretBox secrets, Stores stores, SharedCalls shared) {
    this.transport = transport;
    this.secrets = secrets;
    this.stores = stores;
    this.shared = shared;
  }

  /// @param longest that asking may take
  String token(
      Store store, Refreshed scheme, Credentials credentials, Instant now, Duration longest) {
    Token held = held(store, scheme, credentials);
    boolean isRefused = isRefused(store, held);
    if (!isRefused && held.isGood(now.plus(MARGIN))) {
      return held.value();
    }
    Optional<String> usable =
        Optional.of(held.value()).filter(each -> !isRefused && held.isGood(now));
    try {
      return renewed(store, scheme, now, longest)
          .or(() -> usable)
          .orElseThrow(() -> fault(Category.UNAVAILABLE, "the access token is being renewed"));
    } catch (FaultException fault) {
      return usable
          .filter(each -> fault.fault().category() != Category.UNAUTHORIZED)
          .orElseThrow(() -> fault);
    }
  }

  /// The cart refused this token before its end: it is not used again.
  synchronized void forget(Store store, String token) {
    refused.put(Holder.of(store), token);
    trim(refused);
  }

  private synchronized Token held(Store store, Refreshed scheme, Credentials credentials) {
    return Optional.ofNullable(newer.get(Holder.of(store)))
        .orElseGet(() -> token(scheme, credentials));
  }

  private synchronized boolean isRefused(Store store, Token token) {
    return token.value().equals(refused.get(Holder.of(store)));
  }

  private synchronized String remember(Store store, Token token) {
    newer.put(Holder.of(store), token);
    trim(newer);
    return token.value();
  }

  private static <T> void trim(Map<Holder, T> kept) {
    if (kept.size() > MOST_KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  /// Empty while another is at it.
  private Optional<String> renewed(Store store, Refreshed scheme, Instant now, Duration longest) {
    Optional<Place> alone =
        shared.take(new CallScope.OfToken(store.id()), 1, now, now.plus(ALONE_FOR));
    if (alone.isEmpty()) {
      return Optional.empty();
    }
    boolean nobodyAnswers = false;
    try {
      Store current = current(store);
      Credentials credentials = secrets.open(current.id(), current.credentials());
      Token theirs = token(scheme, credentials);
      if (!isRefused(store, theirs) && theirs.isGood(now.plus(MARGIN))) {
        return Optional.of(remember(store, theirs));
      }
      Asked asked = asked(() -> ask(current, scheme, credentials, longest), scheme, now);
      nobodyAnswers = asked instanceof Asked.Nothing(Fault fault) && isPassing(fault);
      Credentials granted = granted(asked);
      keep(current, scheme, credentials, granted);
      return Optional.of(remember(store, token(scheme, granted)));
    } finally {
      if (!nobodyAnswers) {
        giveBack(alone.get());
      }
    }
  }

  private static boolean isPassing(Fault fault) {
    return fault.category() != Category.UNAUTHORIZED;
  }

  private void giveBack(Place place) {
    try {
      shared.giveBack(place);
    } catch (FaultException kept) {
      // It is free again by itself.
    }
  }

  /// What asking for a token came to.
  private sealed interface Asked {
    record Granted(Credentials credentials) implements Asked {}

    record Nothing(Fault fault) implements Asked {}
  }

  private Store current(Store store) {
    return stores
        .get(store.id())
        .orElseThrow(() -> fault(Category.UNAUTHORIZED, "the store is gone"));
  }

  private CartReply ask(Store store, Refreshed scheme, Credentials credentials, Duration longest) {
    ObjectNode body =
        Json.codec()
            .createObjectNode()
            .put("client_id", credential(credentials, scheme.clientIdField()))
            .put("client_secret", credential(credentials, scheme.clientSecretField()))
            .put("grant_type", "refresh_token")
            .put("refresh_token", credential(credentials, scheme.refreshField()));
    return transport.exchange(
        new CartTransport.Request(
            "POST",
            Addresses.of(store.baseUrl(), scheme.tokenPath(), List.of()),
            new Headers(Map.of("content-type", "application/json", "accept", "application/json")),
            Optional.of(Json.text(body)),
            longest));
  }

  private static Asked asked(Supplier<CartReply> ask, Refreshed scheme, Instant now) {
    CartReply reply;
    try {
      reply = ask.get();
    } catch (FaultException unanswered) {
      return new Asked.Nothing(unanswered.fault());
    }
    JsonNode answer = reply.json();
    String token = answer.path("access_token").asText("");
    String refresh = answer.path("refresh_token").asText("");
    long seconds = answer.path("expires_in").asLong();
    if (reply.status() != OK || token.isEmpty() || refresh.isEmpty() || seconds <= 0) {
      return new Asked.Nothing(
          Fault.of(
              AccessTokens.category(reply.status()),
              "no new access token: status " + reply.status()));
    }
    return new Asked.Granted(
        new Credentials(
            Map.of(
                scheme.tokenField(),
                token,
                scheme.refreshField(),
                refresh,
                scheme.endsField(),
                now.plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS).toString())));
  }

  private static Credentials granted(Asked asked) {
    return switch (asked) {
      case Asked.Granted(Credentials credentials) -> credentials;
      case Asked.Nothing(Fault fault) -> throw new FaultException(fault);
    };
  }

  /// Others may change the store at the same time; only its tokens are ours to change. Where they
  /// gave it other ones meanwhile, those count.
  private void keep(Store read, Refreshed scheme, Credentials before, Credentials granted) {
    Store current = read;
    Credentials held = before;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Map<String, String> values = new TreeMap<>(held.values());
      values.putAll(granted.values());
      SealedCredentials sealed = secrets.seal(current.id(), new Credentials(values));
      if (stores.update(current.withCredentials(sealed))) {
        return;
      }
      current = current(current);
      held = secrets.open(current.id(), current.credentials());
      if (!sameTokens(scheme, held, before)) {
        return;
      }
    }
    throw fault(Category.UNAVAILABLE, "store " + read.id() + " is being changed by many at once");
  }

  private static boolean sameTokens(Refreshed scheme, Credentials one, Credentials other) {
    return Stream.of(scheme.tokenField(), scheme.refreshField())
        .allMatch(field -> one.value(field).equals(other.value(field)));
  }

  /// One that nothing renews was given by hand, and has no end.
  private static Token token(Refreshed scheme, Credentials credentials) {
    Instant end =
        credentials.value(scheme.refreshField()).isEmpty()
            ? Instant.MAX
            : credentials
                .value(scheme.endsField())
                .map(RefreshedTokens::instant)
                .orElse(Instant.EPOCH);
    return new Token(credential(credentials, scheme.tokenField()), end);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException unreadable) {
      return Instant.EPOCH;
    }
  }

  private static String credential(Credentials credentials, String field) {
    return credentials
        .value(field)
        .orElseThrow(() -> fault(Category.UNAUTHORIZED, "credential " + field + " is missing"));
  }

  private static FaultException fault(Category category, String detail) {
    return new FaultException(Fault.of(category, detail));
  }
}
