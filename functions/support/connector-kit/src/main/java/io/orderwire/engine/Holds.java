package io.orderwire.engine;

import io.orderwire.connector.FaultException;
import io.orderwire.port.CallScope;
import io.orderwire.port.SharedCalls;
import io.orderwire.port.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Tells other processes that calls were refused for a while, so that not each of them has to be
/// refused, and knows what they told. Only what is worth a write: a short refusal is over before
/// others read of it.
final class Holds {
  static final Duration WORTH_TELLING = Duration.ofSeconds(2);

  /// A time that is only a little later than what was told is not told.
  private static final Duration SAME = Duration.ofSeconds(1);

  /// As long as a store is remembered, which carries its own hint.
  private static final Duration FRESH_FOR = Duration.ofSeconds(5);

  private static final int MOST_SCOPES = 2_000;

  private final SharedCalls shared;
  private final Map<CallScope, Instant> told = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<CallScope, Read> read = new LinkedHashMap<>(16, 0.75f, true);

  private record Read(Optional<Instant> until, Instant freshUntil) {}

  Holds(SharedCalls shared) {
    this.shared = shared;
  }

  synchronized void tell(CallScope scope, Instant now, Duration closed) {
    Instant until = now.plus(closed);
    Instant before = told.getOrDefault(scope, Instant.EPOCH);
    if (closed.compareTo(WORTH_TELLING) < 0 || !until.isAfter(before.plus(SAME))) {
      return;
    }
    try {
      shared.hold(scope, until);
      keep(told, scope, until);
    } catch (FaultException untold) {
      // A hint: the others will be refused themselves.
    }
  }

  /// How long others ask to make no call to a store. An account is read once in a while, a store
  /// was read by whoever has it.
  synchronized Duration until(Store store, CallScopes scopes, Instant now) {
    Duration own = left(store.callsFrom(), now);
    Duration whole =
        scopes.account().map(account -> left(heldUntil(account.scope(), now), now)).orElse(own);
    return whole.compareTo(own) > 0 ? whole : own;
  }

  private static Duration left(Optional<Instant> until, Instant now) {
    return until.map(from -> Duration.between(now, from)).orElse(Duration.ZERO);
  }

  private Optional<Instant> heldUntil(CallScope scope, Instant now) {
    Read known = read.get(scope);
    if (known != null && now.isBefore(known.freshUntil())) {
      return known.until();
    }
    Optional<Instant> until = asked(scope);
    keep(read, scope, new Read(until, now.plus(FRESH_FOR)));
    return until;
  }

  private Optional<Instant> asked(CallScope scope) {
    try {
      return switch (scope) {
        case CallScope.OfAccount account -> shared.heldUntil(account);
        case CallScope.OfStore ignored -> Optional.empty();
        case CallScope.OfToken ignored -> Optional.empty();
      };
    } catch (FaultException unknown) {
      return Optional.empty();
    }
  }

  private static <V> void keep(Map<CallScope, V> map, CallScope scope, V value) {
    map.put(scope, value);
    if (map.size() > MOST_SCOPES) {
      map.remove(map.keySet().iterator().next());
    }
  }
}
