package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Authorization;
import io.orderwire.connector.Authorization.Answer;
import io.orderwire.connector.Authorization.Asked;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Descriptor;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.WebhookRegistry;
import io.orderwire.json.Json;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Authorizations.Pending;
import io.orderwire.port.Store;
import io.orderwire.storeapi.Router.PathValues;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where platforms answer: open to anybody. Nothing is believed but what is tied to an
/// authorization that was begun, is not over and was not used; every other answer is one and the
/// same, and nobody is sent anywhere but to the console.
final class CallbackRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackRoutes.class);
  private static final String REFUSED = "/console/connect?refused";

  private final World world;
  private final PlatformApps apps;
  private final StoreConnecting connecting;
  private final StoreChanging changing;

  CallbackRoutes(World world) {
    this.world = world;
    this.apps = new PlatformApps(world);
    this.connecting = new StoreConnecting(world);
    this.changing = new StoreChanging(world);
  }

  void addTo(Router router) {
    router
        .route("GET", "authorizations/{platform}", this::browser)
        .route("POST", "authorizations/{platform}", this::shop);
  }

  /// The page of a store that has just been connected.
  static String connected(StoreId id) {
    return "/console/stores/" + id + "?connected";
  }

  private ApiReply browser(ApiRequest request, PathValues values) {
    return ApiReply.elsewhere(
        completed(request, values).map(CallbackRoutes::connected).orElse(REFUSED));
  }

  /// Shops take anything but 200 for a refusal.
  private ApiReply shop(ApiRequest request, PathValues values) {
    return completed(request, values)
        .map(id -> ApiReply.text("", "text/plain"))
        .orElseGet(() -> ApiReply.refused(Problem.noSuchAuthorization()));
  }

  private Optional<StoreId> completed(ApiRequest request, PathValues values) {
    return PlatformId.parse(values.get("platform"))
        .optional()
        .flatMap(world.platforms()::find)
        .flatMap(
            connector ->
                connector
                    .authorization()
                    .filter(each -> each.facts().method().equals(request.method()))
                    .flatMap(each -> completed(request, connector, each)));
  }

  private Optional<StoreId> completed(
      ApiRequest request, Connector connector, Authorization authorization) {
    Delivery callback = request.delivery();
    PlatformId platform = connector.descriptor().id();
    Optional<Pending> pending =
        authorization
            .tie(callback)
            .flatMap(tie -> world.authorizations().find(platform, tie))
            .filter(found -> world.clock().instant().isBefore(found.until()));
    if (pending.isEmpty()) {
      LOG.info("a callback of {} is tied to nothing", platform);
      return Optional.empty();
    }
    try {
      return completed(request, callback, connector, authorization, pending.get());
    } catch (FaultException fault) {
      LOG.warn("{} was not authorized: {}", pending.get().storeId(), fault.getMessage());
      return Optional.empty();
    }
  }

  private Optional<StoreId> completed(
      ApiRequest request,
      Delivery callback,
      Connector connector,
      Authorization authorization,
      Pending pending) {
    Asked asked = asked(pending);
    if (asked.app().isEmpty() && authorization.facts().app().isPresent()) {
      return refused(pending, "the app was removed");
    }
    return switch (world.authorizing().answer(authorization, callback, asked)) {
      case Answer.Untrue(String reason) -> refused(pending, reason);
      case Answer.Code ignored -> refused(pending, "a code was not exchanged");
      case Answer.Keys keys ->
          world.authorizations().take(pending)
              ? connected(request, connector, pending, keys)
              : refused(pending, "it was used already");
    };
  }

  private static Optional<StoreId> refused(Pending pending, String reason) {
    LOG.warn("{} was not authorized: {}", pending.storeId(), reason);
    return Optional.empty();
  }

  private Asked asked(Pending pending) {
    return new Asked(
        new StoreContext(
            pending.storeId(),
            pending.platform(),
            pending.baseUrl(),
            StoreMapping.standard(),
            Map.of()),
        pending.tie(),
        pending.callback(),
        pending.callback(),
        apps.find(pending.platform()));
  }

  /// As who sends the same credentials to `POST /v1/stores`, or to `PATCH` where there is the
  /// store.
  private Optional<StoreId> connected(
      ApiRequest request, Connector connector, Pending pending, Answer.Keys keys) {
    ObjectNode body = pending.form().deepCopy();
    ObjectNode credentials = body.putObject("credentials");
    keys.credentials().forEach(credentials::put);
    Optional<Store> held = world.stores().get(pending.storeId());
    chosenSecret(connector, held).ifPresent(name -> credentials.put(name, world.tokens().get()));
    URI base = world.publicBase().orElse(request.asked());
    ApiReply reply;
    if (held.isEmpty()) {
      body.put("base_url", pending.baseUrl().toString());
      reply = connecting.connect(request.with(Json.bytes(body)), base);
    } else if (held.get().platform().equals(pending.platform())
        && held.get().baseUrl().equals(pending.baseUrl())) {
      body.remove(List.of("store_id", "platform", "base_url"));
      reply = changing.change(pending.storeId(), request.with(Json.bytes(body)), base);
    } else {
      return refused(pending, "the store is another by now");
    }
    return reply.body().filter(Problem.class::isInstance).isPresent()
        ? refused(pending, "its credentials were not taken: status " + reply.status())
        : Optional.of(pending.storeId());
  }

  /// The field of the webhook secret where whoever registers webhooks chooses it, and nobody has
  /// yet.
  private Optional<String> chosenSecret(Connector connector, Optional<Store> held) {
    Descriptor.Webhooks webhooks = connector.descriptor().webhooks();
    boolean chosen =
        held.filter(
                store ->
                    world
                        .secrets()
                        .open(store.id(), store.credentials())
                        .value(webhooks.secretField())
                        .isPresent())
            .isPresent();
    return connector
        .registry()
        .filter(WebhookRegistry::choosesSecret)
        .filter(registry -> !chosen)
        .map(registry -> webhooks.secretField());
  }
}
