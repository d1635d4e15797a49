package io.orderwire.storeapi;

import io.orderwire.connector.Connector;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.engine.MappingVersions;
import io.orderwire.engine.MappingVersions.Version;
import io.orderwire.engine.StoreHealth;
import io.orderwire.message.Cause;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.Store;
import io.orderwire.port.Store.Health;
import io.orderwire.port.Store.State;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Changes a store: what is given replaces, `null` takes away, the rest stays.
final class StoreChanging {
  private static final Set<String> FIELDS =
      new LinkedHashSet<>(
          List.of("name", "base_url", "credentials", "options", "mapping", "state"));
  private static final int TRIES = 5;

  private final World world;
  private final Subscribing subscribing;
  private final MappingVersions mappings;

  /// @param parkedSince when the store was parked that is active again now
  private record Changed(
      Store store,
      Credentials credentials,
      boolean healthChanged,
      boolean resubscribes,
      Optional<Instant> parkedSince) {}

  StoreChanging(World world) {
    this.world = world;
    this.subscribing = new Subscribing(world);
    this.mappings = new MappingVersions(world.stores());
  }

  /// Somebody else may change the store at the same time: then it is read and changed anew.
  ApiReply change(StoreId id, ApiRequest request, URI base) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Form> form = Form.read(request.body());
      if (form.isEmpty()) {
        return ApiReply.refused(Problem.notJson("send the fields to change as a JSON object"));
      }
      Optional<Store> store = world.stores().get(id);
      Optional<Connector> connector =
          store.flatMap(held -> world.platforms().find(held.platform()));
      if (connector.isEmpty()) {
        return ApiReply.refused(Problem.absent("store", id.value()));
      }
      Changed changed = changed(form.get(), store.get(), connector.get());
      if (!form.get().errors().isEmpty()) {
        return ApiReply.refused(Problem.invalid(form.get().errors()));
      }
      if (world.stores().update(numbered(changed.store(), store.get()))) {
        return told(changed, connector.get(), request, base);
      }
    }
    return ApiReply.beingChanged("store", id.value());
  }

  /// Another mapping is saved as a version, and is active at once.
  private Store numbered(Store changed, Store held) {
    StoreMapping asked = changed.mapping();
    if (asked.saysTheSame(held.mapping())) {
      return changed;
    }
    Version draft =
        new Version(
            asked, Optional.of(held.mapping().version()), Optional.empty(), Optional.of(now()));
    return changed.withMapping(mappings.save(held, draft).mapping());
  }

  private ApiReply told(Changed changed, Connector connector, ApiRequest request, URI base) {
    StoreHealth.Trigger trigger =
        new StoreHealth.Trigger(Cause.WEBHOOK, "changed-" + now(), request.traceId());
    if (changed.healthChanged()) {
      world.health().record(changed.store(), trigger);
    }
    if (changed.resubscribes()) {
      subscribing.subscribe(changed.store(), connector, base, trigger);
    }
    Store store = world.stores().get(changed.store().id()).orElse(changed.store());
    if (store.isActive()) {
      changed.parkedSince().ifPresent(since -> subscribing.fillGap(store, connector, since));
    }
    return ApiReply.ok(new StoreViews(world).of(store, connector, base, changed.credentials()));
  }

  private Changed changed(Form form, Store held, Connector connector) {
    form.only(FIELDS);
    StoreChecks checks = new StoreChecks(connector.descriptor(), world.privateCarts());
    Credentials before = world.secrets().open(held.id(), held.credentials());
    Credentials after = checks.credentials(form, before);
    boolean canCall = checks.canCall(form, after);
    SealedCredentials sealed =
        after.equals(before) || !form.errors().isEmpty()
            ? held.credentials()
            : world.secrets().seal(held.id(), after);
    Condition condition = condition(form, held, canCall, !after.equals(before));
    Store store =
        new Store(
            held.id(),
            held.platform(),
            StoreChecks.name(form).orElse(held.name()),
            checks.baseUrl(form).orElse(held.baseUrl()),
            held.endpointToken(),
            sealed,
            canCall,
            checks.options(form, held.options()),
            mapping(form, held, canCall),
            condition.state(),
            condition.health(),
            held.connectedAt(),
            held.revision());
    boolean healthChanged = store.state() != held.state() || !store.health().equals(held.health());
    boolean cameBack = store.isActive() && !held.isActive();
    boolean resubscribes =
        store.isActive()
            && (cameBack
                || !after.equals(before)
                || !store.baseUrl().equals(held.baseUrl())
                || !store.options().equals(held.options()));
    Optional<Instant> parkedSince =
        cameBack && store.canCall() ? held.health().map(Health::since) : Optional.empty();
    return new Changed(store, after, healthChanged, resubscribes, parkedSince);
  }

  /// A store that could not call reads payloads only; once it can, it confirms again unless told
  /// otherwise.
  private static StoreMapping mapping(Form form, Store held, boolean canCall) {
    StoreMapping asked = MappingForm.mapping(form, held.mapping());
    if (!canCall) {
      return MappingForm.reading(asked, ReadPolicy.PAYLOAD);
    }
    boolean untouched = asked.policies().read() == held.mapping().policies().read();
    return !held.canCall() && untouched ? MappingForm.reading(asked, ReadPolicy.CONFIRM) : asked;
  }

  private record Condition(State state, Optional<Health> health) {}

  /// New credentials or an explicit `active` bring a parked store back.
  private Condition condition(Form form, Store held, boolean canCall, boolean newCredentials) {
    State state = state(form, held, newCredentials);
    Optional<Health> health =
        switch (state) {
          case ACTIVE -> {
            boolean known =
                held.health().filter(h -> h.code().equals(WebhooksOnly.CODE)).isPresent();
            if (!canCall) {
              yield known ? held.health() : Optional.of(WebhooksOnly.since(now()));
            }
            yield known || held.state() != State.ACTIVE || newCredentials
                ? Optional.empty()
                : held.health();
          }
          case DISABLED ->
              held.state() == State.DISABLED
                  ? held.health()
                  : Optional.of(
                      new Health(
                          "disabled",
                          "the store was disabled by its owner",
                          "set its state to active",
                          now()));
          case PARKED -> held.health();
        };
    return new Condition(state, health);
  }

  private static State state(Form form, Store held, boolean newCredentials) {
    State unasked = held.state() == State.PARKED && newCredentials ? State.ACTIVE : held.state();
    return form.text("state")
        .map(
            text ->
                switch (text) {
                  case "active" -> State.ACTIVE;
                  case "disabled" -> State.DISABLED;
                  default -> {
                    form.wrong("state", "\"" + text + "\" cannot be set", "use active or disabled");
                    yield held.state();
                  }
                })
        .orElse(unasked);
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
