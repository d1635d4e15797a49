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
import io.orderwire.storeapi.MerchantReturn.Outcome;
import io.orderwire.storeapi.Router.PathValues;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where platforms answer: open to anybody. Nothing is believed but what is tied to an
/// authorization that was begun, is not over and was not used; every other answer is one and the
/// same. Nobody is sent anywhere but to the console, or where who began it asked for.
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
    Optional<MerchantReturn> back =
        asked(values)
            .flatMap(
                callback ->
                    callback.isMadeBy(request.method())
                        ? completed(request, callback)
                        : returned(request.delivery(), callback));
    return ApiReply.elsewhere(back.flatMap(CallbackRoutes::address).orElse(REFUSED));
  }

  private static Optional<String> address(MerchantReturn back) {
    return back.address()
        .or(
            () ->
                Optional.of(back)
                    .filter(each -> each.outcome() == Outcome.CONNECTED)
                    .map(each -> connected(each.storeId())));
  }

  /// Shops take anything but 200 for a refusal.
  private ApiReply shop(ApiRequest request, PathValues values) {
    Optional<Pending> granted =
        asked(values)
            .filter(callback -> callback.isMadeBy(request.method()))
            .flatMap(callback -> completed(request, callback))
            .filter(back -> back.outcome() == Outcome.CONNECTED)
            .map(MerchantReturn::pending);
    granted.filter(pending -> pending.returnUrl().isPresent()).ifPresent(this::keep);
    return granted
        .map(pending -> ApiReply.text("", "text/plain"))
        .orElseGet(() -> ApiReply.refused(Problem.noSuchAuthorization()));
  }

  /// The store is connected by now: a shop that is told otherwise takes its keys back.
  private void keep(Pending granted) {
    try {
      world.authorizations().keepGranted(granted);
    } catch (FaultException fault) {
      LOG.warn(
          "{} is connected, its merchant will be told nothing: {}",
          granted.storeId(),
          fault.fault().detail());
    }
  }

  /// Of whom merchants are asked for access.
  private record Platform(Connector connector, Authorization authorization) {
    PlatformId id() {
      return connector.descriptor().id();
    }

    boolean isMadeBy(String method) {
      return authorization.facts().method().equals(method);
    }
  }

  private Optional<Platform> asked(PathValues values) {
    return PlatformId.parse(values.get("platform"))
        .optional()
        .flatMap(world.platforms()::find)
        .flatMap(
            connector ->
                connector
                    .authorization()
                    .map(authorization -> new Platform(connector, authorization)));
  }

  private Optional<Pending> pending(Platform platform, Delivery callback) {
    return platform
        .authorization()
        .tie(callback)
        .flatMap(tie -> world.authorizations().find(platform.id(), tie))
        .filter(this::isUnderWay);
  }

  private boolean isUnderWay(Pending pending) {
    return world.clock().instant().isBefore(pending.until());
  }

  /// The browser of a merchant whose shop answers by itself, before it sends the browser back.
  private Optional<MerchantReturn> returned(Delivery browser, Platform platform) {
    Authorization authorization = platform.authorization();
    return pending(platform, browser)
        .map(
            pending ->
                new MerchantReturn(
                    pending, authorization.isDeclined(browser) ? Outcome.DECLINED : Outcome.FAILED))
        .or(
            () ->
                authorization
                    .tie(browser)
                    .flatMap(tie -> world.authorizations().takeGranted(platform.id(), tie))
                    .filter(this::isUnderWay)
                    .map(granted -> new MerchantReturn(granted, Outcome.CONNECTED)))
        .filter(back -> back.pending().returnUrl().isPresent());
  }

  /// Empty where it is tied to nothing.
  private Optional<MerchantReturn> completed(ApiRequest request, Platform platform) {
    Delivery callback = request.delivery();
    Optional<Pending> pending = pending(platform, callback);
    if (pending.isEmpty()) {
      LOG.info("a callback of {} is tied to nothing", platform.id());
      return Optional.empty();
    }
    try {
      return completed(request, callback, platform, pending.get());
    } catch (FaultException fault) {
      return refused(platform, pending.get(), fault.fault().detail());
    }
  }

  private Optional<MerchantReturn> completed(
      ApiRequest request, Delivery callback, Platform platform, Pending pending) {
    Asked asked = asked(pending);
    if (asked.app().isEmpty() && platform.authorization().facts().app().isPresent()) {
      return refused(platform, pending, "the app was removed");
    }
    return switch (world.authorizing().answer(platform.authorization(), callback, asked)) {
      case Answer.Untrue(String reason) -> refused(platform, pending, reason);
      case Answer.Code ignored -> refused(platform, pending, "a code was not exchanged");
      case Answer.Keys keys -> {
        if (!world.authorizations().take(pending)) {
          LOG.info("a callback of {} came twice", platform.id());
          yield Optional.empty();
        }
        Optional<String> refusal = refusal(request, platform.connector(), pending, keys);
        yield refusal.isPresent()
            ? refused(platform, pending, refusal.get())
            : Optional.of(new MerchantReturn(pending, Outcome.CONNECTED));
      }
    };
  }

  /// Who only guessed which store is being asked learns nothing, and is sent nowhere.
  private static Optional<MerchantReturn> refused(
      Platform platform, Pending pending, String reason) {
    LOG.warn("{} was not authorized: {}", pending.storeId(), reason);
    return Optional.of(new MerchantReturn(pending, Outcome.FAILED))
        .filter(back -> platform.authorization().isTiedByState());
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

  /// Connects as who sends the same credentials to `POST /v1/stores`, or to `PATCH` where there is
  /// the store; why not, where that is refused.
  private Optional<String> refusal(
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
      return Optional.of("the store is another by now");
    }
    return reply
        .body()
        .filter(Problem.class::isInstance)
        .map(problem -> "its credentials were not taken: status " + reply.status());
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
