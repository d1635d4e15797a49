package io.orderwire.storeapi;

import io.orderwire.connector.Connector;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.engine.StoreHealth;
import io.orderwire.message.Cause;
import io.orderwire.model.Parsed;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Connects a store.
final class StoreConnecting {
  private static final Set<String> FIELDS =
      new LinkedHashSet<>(
          List.of("store_id", "platform", "name", "base_url", "credentials", "options", "mapping"));

  private final World world;
  private final Subscribing subscribing;

  private record Draft(
      StoreId id,
      Connector connector,
      String name,
      URI baseUrl,
      Credentials credentials,
      boolean canCall,
      Map<String, String> options,
      StoreMapping mapping) {}

  StoreConnecting(World world) {
    this.world = world;
    this.subscribing = new Subscribing(world);
  }

  ApiReply connect(ApiRequest request, URI base) {
    Optional<Form> form = Form.read(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(
          Problem.notJson("send {\"store_id\": …, \"platform\": …, \"base_url\": …} as JSON"));
    }
    Optional<Draft> draft = draft(form.get());
    if (draft.isEmpty() || !form.get().errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(form.get().errors()));
    }
    Store store = store(draft.get());
    if (!world.stores().add(store)) {
      return ApiReply.refused(
          Problem.conflict(
              "store-exists",
              "The store exists",
              "store %s is connected already; change it with PATCH or choose another store_id"
                  .formatted(store.id())));
    }
    StoreHealth.Trigger trigger =
        new StoreHealth.Trigger(
            Cause.WEBHOOK, "connected-" + store.connectedAt(), request.traceId());
    world.health().record(store, trigger);
    subscribing.subscribe(store, draft.get().connector(), base, trigger);
    return ApiReply.created("/v1/stores/" + store.id(), view(store, draft.get(), base));
  }

  /// As it stands after its webhooks were registered.
  private StoreView view(Store added, Draft draft, URI base) {
    Store store = world.stores().get(added.id()).orElse(added);
    return new StoreViews(world).of(store, draft.connector(), base, draft.credentials());
  }

  private Optional<Draft> draft(Form form) {
    form.only(FIELDS);
    Optional<StoreId> id = id(form);
    Optional<Connector> connector = connector(form);
    Optional<String> name = StoreChecks.name(form);
    if (!form.has("base_url")) {
      form.wrong("base_url", "base_url is missing", "give the address of the store");
    }
    if (connector.isEmpty()) {
      return Optional.empty();
    }
    StoreChecks checks = new StoreChecks(connector.get().descriptor(), world.privateCarts());
    Optional<URI> baseUrl = checks.baseUrl(form);
    Credentials credentials = checks.credentials(form, new Credentials(Map.of()));
    boolean canCall = checks.canCall(form, credentials);
    Map<String, String> options = checks.options(form, Map.of());
    StoreMapping mapping = MappingForm.mapping(form, standard(canCall));
    if (id.isEmpty() || baseUrl.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Draft(
            id.get(),
            connector.get(),
            name.orElse(id.get().value()),
            baseUrl.get(),
            credentials,
            canCall,
            options,
            canCall ? mapping : MappingForm.reading(mapping, ReadPolicy.PAYLOAD)));
  }

  /// Without calls the payload is all there is.
  private static StoreMapping standard(boolean canCall) {
    StoreMapping standard = StoreMapping.standard();
    return canCall ? standard : MappingForm.reading(standard, ReadPolicy.PAYLOAD);
  }

  static Optional<StoreId> id(Form form) {
    return form.required("store_id", "choose an id such as acme-eu")
        .flatMap(
            text ->
                switch (StoreId.parse(text)) {
                  case Parsed.Valid<StoreId>(StoreId id) -> Optional.of(id);
                  case Parsed.InvalidValue<StoreId>(String expected, String raw) -> {
                    form.wrong("store_id", "\"" + raw + "\" is no store id", "use " + expected);
                    yield Optional.empty();
                  }
                });
  }

  Optional<Connector> connector(Form form) {
    String known =
        world.platforms().connectors().stream()
            .map(connector -> connector.descriptor().id().value())
            .collect(Collectors.joining(", "));
    Optional<String> text = form.required("platform", "use one of " + known);
    Optional<Connector> found =
        text.flatMap(name -> PlatformId.parse(name).optional()).flatMap(world.platforms()::find);
    if (text.isPresent() && found.isEmpty()) {
      form.wrong("platform", "\"" + text.get() + "\" is no known platform", "use one of " + known);
    }
    return found;
  }

  private Store store(Draft draft) {
    Instant now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    return new Store(
        draft.id(),
        draft.connector().descriptor().id(),
        draft.name(),
        draft.baseUrl(),
        world.tokens().get(),
        world.secrets().seal(draft.id(), draft.credentials()),
        draft.canCall(),
        draft.options(),
        draft.mapping(),
        Store.State.ACTIVE,
        draft.canCall() ? Optional.empty() : Optional.of(WebhooksOnly.since(now)),
        now,
        1);
  }
}
