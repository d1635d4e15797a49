package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Authorization;
import io.orderwire.connector.Authorization.App;
import io.orderwire.connector.Authorization.Asked;
import io.orderwire.connector.Connector;
import io.orderwire.json.Json;
import io.orderwire.model.PlatformId;
import io.orderwire.port.Authorizations.Pending;
import io.orderwire.storeapi.AuthorizationForm.Wanted;
import io.orderwire.storeapi.Router.PathValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// Sends merchants to their platform to give access, and keeps the apps that ask for it.
final class AuthorizationRoutes {
  /// Time to sign in to a shop, to read what is asked for and to agree.
  private static final Duration LIFE = Duration.ofMinutes(30);

  private static final Set<String> APP =
      new LinkedHashSet<>(List.of("client_id", "client_secret", "scope"));

  private final World world;
  private final PlatformApps apps;

  /// Where the merchant's browser is to go, and until when it may come back.
  record Authorize(URI authorizationUrl, Instant expiresAt) {}

  AuthorizationRoutes(World world) {
    this.world = world;
    this.apps = new PlatformApps(world);
  }

  void addTo(Router router) {
    router
        .route("POST", "v1/stores/authorizations", this::begin)
        .route("PUT", "v1/platforms/{platform}/app", this::saveApp)
        .route("DELETE", "v1/platforms/{platform}/app", this::removeApp);
  }

  private ApiReply begin(ApiRequest request, PathValues values) {
    Optional<Form> form = Form.read(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(
          Problem.notJson("send {\"store_id\": …, \"platform\": …, \"base_url\": …} as JSON"));
    }
    Optional<Wanted> wanted = new AuthorizationForm(world, form.get()).wanted();
    if (wanted.isEmpty() || !form.get().errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(form.get().errors()));
    }
    PlatformId platform = wanted.get().store().platform();
    Optional<App> app = apps.find(platform);
    if (app.isEmpty() && wanted.get().authorization().facts().app().isPresent()) {
      return ApiReply.refused(
          Problem.conflict(
              "no-app",
              "No app is registered",
              "%s asks merchants in the name of an app: register one and give its client id and secret with PUT /v1/platforms/%s/app"
                  .formatted(wanted.get().connector().descriptor().name(), platform)));
    }
    // its address has the state, of which only a hash is kept
    return ApiReply.ok(begun(wanted.get(), app, request)).notKept();
  }

  private Authorize begun(Wanted wanted, Optional<App> app, ApiRequest request) {
    URI base = world.publicBase().orElse(request.asked());
    Instant until = world.clock().instant().truncatedTo(ChronoUnit.SECONDS).plus(LIFE);
    URI callback = PlatformApps.callback(base, wanted.store().platform());
    Asked asked =
        new Asked(
            wanted.store(),
            world.tokens().get(),
            callback,
            wanted.returnUrl().isPresent()
                ? callback
                : URI.create(base + CallbackRoutes.connected(wanted.store().storeId())),
            app);
    world
        .authorizations()
        .begin(
            new Pending(
                world.tokens().get(),
                wanted.store().platform(),
                wanted.authorization().tie(asked),
                wanted.store().storeId(),
                wanted.store().baseUrl(),
                asked.callback(),
                sent(request),
                wanted.returnUrl(),
                until));
    return new Authorize(world.authorizing().page(wanted.authorization(), asked), until);
  }

  /// What the store is connected or changed with.
  private static JsonNode sent(ApiRequest request) {
    try {
      ObjectNode sent = (ObjectNode) Json.tree(request.body());
      sent.remove(AuthorizationForm.RETURN_URL);
      return sent;
    } catch (IOException wasRead) {
      throw new UncheckedIOException(wasRead);
    }
  }

  private ApiReply saveApp(ApiRequest request, PathValues values) {
    return with(
        values,
        (connector, authorization) -> {
          Optional<Form> form = Form.read(request.body());
          if (form.isEmpty()) {
            return ApiReply.refused(
                Problem.notJson("send {\"client_id\": …, \"client_secret\": …} as JSON"));
          }
          form.get().only(APP);
          Optional<String> id = text(form.get(), "client_id", "[0-9A-Za-z_-]{8,128}");
          Optional<String> secret = text(form.get(), "client_secret", "[!-~]{8,255}");
          Optional<String> scope = form.get().text("scope").filter(text -> !text.isBlank());
          if (!form.get().errors().isEmpty() || id.isEmpty() || secret.isEmpty()) {
            return ApiReply.refused(Problem.invalid(form.get().errors()));
          }
          apps.save(connector.descriptor(), new App(id.get(), secret.get(), scope));
          return ApiReply.done();
        });
  }

  /// Never repeats what was given: it may be a secret in the wrong field.
  private static Optional<String> text(Form form, String field, String pattern) {
    Optional<String> given =
        form.required(field, "copy it from the platform's page of the app").map(String::strip);
    Optional<String> fits = given.filter(text -> text.matches(pattern));
    if (given.isPresent() && fits.isEmpty()) {
      form.wrong(field, "this does not look like one", "expected is " + pattern);
    }
    return fits;
  }

  private ApiReply removeApp(ApiRequest request, PathValues values) {
    return with(
        values,
        (connector, authorization) -> {
          world.authorizations().removeApp(connector.descriptor().id());
          return ApiReply.done();
        });
  }

  /// Only of platforms whose merchants are asked in the name of an app.
  private ApiReply with(PathValues values, BiFunction<Connector, Authorization, ApiReply> answer) {
    String platform = values.get("platform");
    return PlatformId.parse(platform)
        .optional()
        .flatMap(world.platforms()::find)
        .flatMap(
            connector ->
                connector
                    .authorization()
                    .filter(authorization -> authorization.facts().app().isPresent())
                    .map(authorization -> answer.apply(connector, authorization)))
        .orElseGet(
            () ->
                ApiReply.refused(
                    Problem.absent("platform that asks in the name of an app", platform)));
  }
}
