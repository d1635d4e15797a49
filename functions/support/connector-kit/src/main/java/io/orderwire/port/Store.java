package io.orderwire.port;

import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A connected store.
///
/// @param endpointToken the unguessable part of the store's webhook URL
/// @param canCall it has the credentials that calls to the cart need
/// @param revision rises with every update; a write names the one it saw
/// @param callsFrom no call to the cart before: it refused one for that long. A hint that may be
/// lost, and that costs no read of its own
public record Store(
    StoreId id,
    PlatformId platform,
    String name,
    URI baseUrl,
    String endpointToken,
    SealedCredentials credentials,
    boolean canCall,
    Map<String, String> options,
    StoreMapping mapping,
    State state,
    Optional<Health> health,
    Instant connectedAt,
    long revision,
    Optional<Instant> callsFrom) {
  public Store {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /// One that may be called at once.
  public Store(
      StoreId id,
      PlatformId platform,
      String name,
      URI baseUrl,
      String endpointToken,
      SealedCredentials credentials,
      boolean canCall,
      Map<String, String> options,
      StoreMapping mapping,
      State state,
      Optional<Health> health,
      Instant connectedAt,
      long revision) {
    this(
        id,
        platform,
        name,
        baseUrl,
        endpointToken,
        credentials,
        canCall,
        options,
        mapping,
        state,
        health,
        connectedAt,
        revision,
        Optional.empty());
  }

  /// `DISABLED` by its owner; `PARKED` by Orderwire, for the reason in `health`. Both take no
  /// deliveries and no polls.
  public enum State {
    ACTIVE,
    DISABLED,
    PARKED
  }

  /// What is wrong: a stable code, the reason and the remedy in words, since when.
  public record Health(String code, String reason, String remedy, Instant since) {}

  public boolean isActive() {
    return state == State.ACTIVE;
  }

  /// The full order is fetched from the cart where a payload is not enough.
  public boolean mayAskCart() {
    return canCall && mapping.policies().read() != ReadPolicy.PAYLOAD;
  }

  public StoreContext context() {
    return new StoreContext(id, platform, baseUrl, mapping, options);
  }

  public Store withState(State newState, Optional<Health> newHealth) {
    return new Store(
        id,
        platform,
        name,
        baseUrl,
        endpointToken,
        credentials,
        canCall,
        options,
        mapping,
        newState,
        newHealth,
        connectedAt,
        revision,
        callsFrom);
  }

  public Store withMapping(StoreMapping newMapping) {
    return new Store(
        id,
        platform,
        name,
        baseUrl,
        endpointToken,
        credentials,
        canCall,
        options,
        newMapping,
        state,
        health,
        connectedAt,
        revision,
        callsFrom);
  }

  public Store withRevision(long newRevision) {
    return new Store(
        id,
        platform,
        name,
        baseUrl,
        endpointToken,
        credentials,
        canCall,
        options,
        mapping,
        state,
        health,
        connectedAt,
        newRevision,
        callsFrom);
  }

  public Store withCredentials(SealedCredentials newCredentials) {
    return new Store(
        id,
        platform,
        name,
        baseUrl,
        endpointToken,
        newCredentials,
        canCall,
        options,
        mapping,
        state,
        health,
        connectedAt,
        revision,
        callsFrom);
  }

  public Store withCallsFrom(Instant from) {
    return new Store(
        id,
        platform,
        name,
        baseUrl,
        endpointToken,
        credentials,
        canCall,
        options,
        mapping,
        state,
        health,
        connectedAt,
        revision,
        Optional.of(from));
  }
}
