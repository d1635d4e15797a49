package io.orderwire.storeapi;

import io.orderwire.port.Credentials;
import io.orderwire.port.EventSubscription;
import io.orderwire.port.EventSubscription.Selection;
import io.orderwire.port.EventSubscriptions.SubscriptionPage;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.SubscriptionId;
import io.orderwire.storeapi.EventSubscriptionLookup.Change;
import io.orderwire.storeapi.Router.PathValues;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// URLs of merchants and backends that events are sent to: subscribe, list, show, change, remove,
/// rotate the secret.
final class EventSubscriptionRoutes {
  private static final String SECRET = "secret";
  private static final Set<String> ROTATION = new LinkedHashSet<>(List.of("overlap_hours"));
  private static final long USUAL_OVERLAP = 24;
  private static final long LONGEST_OVERLAP = 168;
  private static final Selection EVERYTHING = new Selection(List.of(), List.of(), List.of());

  private final World world;
  private final EventSubscriptionLookup lookup;

  EventSubscriptionRoutes(World world) {
    this.world = world;
    this.lookup = new EventSubscriptionLookup(world);
  }

  void addTo(Router router) {
    router
        .route("POST", "v1/subscriptions", this::subscribe)
        .route("GET", "v1/subscriptions", this::list)
        .route("GET", "v1/subscriptions/{id}", this::show)
        .route("PATCH", "v1/subscriptions/{id}", this::change)
        .route("DELETE", "v1/subscriptions/{id}", this::remove)
        .route("POST", "v1/subscriptions/{id}/rotate", this::rotate)
        .route("POST", "v1/subscriptions/{id}/enable", this::enable);
  }

  private ApiReply subscribe(ApiRequest request, PathValues values) {
    if (!world.webhooksAreSent()) {
      return ApiReply.refused(
          Problem.conflict(
              "webhooks-are-disabled",
              "No events are sent to URLs",
              "this stack was deployed with OutboundWebhooks=disabled; deploy it with enabled"));
    }
    Optional<Form> form = Form.read(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(Problem.notJson("send {\"url\": \"https://…\"} as JSON"));
    }
    EventSubscriptionForm fields = new EventSubscriptionForm(form.get(), world.privateCarts());
    form.get().required("url", "give the address that events are sent to");
    Optional<URI> url = form.get().errors().isEmpty() ? fields.url() : Optional.empty();
    Optional<String> name = fields.name();
    Selection selection = fields.selection(EVERYTHING);
    if (url.isEmpty() || !form.get().errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(form.get().errors()));
    }
    SubscriptionId id = new SubscriptionId("subscription-" + world.tokens().get());
    String secret = freshSecret();
    EventSubscription added =
        new EventSubscription(
            id,
            name.orElse(url.get().getHost()),
            url.get(),
            selection,
            sealed(id, new Credentials(new TreeMap<>()), secret),
            Optional.empty(),
            Optional.empty(),
            now(),
            1);
    if (!world.subscriptions().add(added)) {
      throw new IllegalStateException("a fresh token was drawn twice");
    }
    return ApiReply.created(
            "/v1/subscriptions/" + id, EventSubscriptionView.withSecret(added, secret))
        .withSecret(id, SECRET);
  }

  private ApiReply list(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    int limit = parameters.limit();
    Optional<String> text = request.parameter("cursor");
    Optional<SubscriptionId> cursor = text.flatMap(SubscriptionId::parse);
    if (text.isPresent() && cursor.isEmpty()) {
      parameters.wrongCursor();
    }
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    SubscriptionPage page = world.subscriptions().list(cursor, limit);
    return ApiReply.ok(
        new ItemPage(
            page.subscriptions().stream().map(EventSubscriptionView::of).toList(),
            page.nextCursor().map(SubscriptionId::value)));
  }

  private ApiReply show(ApiRequest request, PathValues values) {
    return lookup.with(values.get("id"), found -> ApiReply.ok(EventSubscriptionView.of(found)));
  }

  private ApiReply change(ApiRequest request, PathValues values) {
    Optional<Form> form = Form.read(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(Problem.notJson("send the fields to change as a JSON object"));
    }
    EventSubscriptionForm fields = new EventSubscriptionForm(form.get(), world.privateCarts());
    Optional<URI> url = fields.url();
    Optional<String> name = fields.name();
    fields.selection(EVERYTHING);
    if (!form.get().errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(form.get().errors()));
    }
    return lookup.changing(
        values.get("id"),
        held ->
            told(
                new EventSubscription(
                    held.id(),
                    name.orElse(held.name()),
                    url.orElse(held.url()),
                    fields.selection(held.selection()),
                    held.secret(),
                    held.previousSecretUntil(),
                    held.disabled(),
                    held.createdAt(),
                    held.revision())),
        EventSubscriptionRoutes::shown);
  }

  private ApiReply remove(ApiRequest request, PathValues values) {
    return lookup.with(
        values.get("id"),
        found -> {
          world.subscriptions().remove(found.id());
          return ApiReply.done();
        });
  }

  /// The secret before signs beside the new one until the overlap is over.
  private ApiReply rotate(ApiRequest request, PathValues values) {
    Optional<Form> form = Form.readIfSent(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(Problem.notJson("send {\"overlap_hours\": 24}, or nothing"));
    }
    form.get().only(ROTATION);
    long hours = form.get().wholeNumber("overlap_hours").orElse(USUAL_OVERLAP);
    if (hours < 0 || hours > LONGEST_OVERLAP) {
      form.get().wrong("overlap_hours", "the overlap is too long or negative", "use 0 to 168");
    }
    if (!form.get().errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(form.get().errors()));
    }
    String secret = freshSecret();
    Instant until = now().plus(Duration.ofHours(hours));
    return lookup.changing(
        values.get("id"),
        held -> {
          Credentials opened = world.secrets().open(held.id(), held.secret());
          EventSubscription rotated =
              held.withSecret(sealed(held.id(), opened, secret), Optional.of(until));
          return Optional.of(
              new Change(
                  rotated,
                  ApiReply.ok(EventSubscriptionView.withSecret(rotated, secret))
                      .withSecret(held.id(), SECRET)));
        },
        EventSubscriptionRoutes::shown);
  }

  private ApiReply enable(ApiRequest request, PathValues values) {
    return lookup.changing(
        values.get("id"),
        held -> held.isActive() ? Optional.empty() : told(held.withDisabled(Optional.empty())),
        EventSubscriptionRoutes::shown);
  }

  private static Optional<Change> told(EventSubscription changed) {
    return Optional.of(new Change(changed, shown(changed)));
  }

  private static ApiReply shown(EventSubscription subscription) {
    return ApiReply.ok(EventSubscriptionView.of(subscription));
  }

  private SealedCredentials sealed(SubscriptionId id, Credentials held, String secret) {
    TreeMap<String, String> values = new TreeMap<>();
    held.value(EventSubscription.SECRET)
        .ifPresent(old -> values.put(Credentials.previous(EventSubscription.SECRET), old));
    values.put(EventSubscription.SECRET, secret);
    return world.secrets().seal(id, new Credentials(values));
  }

  /// As Standard Webhooks writes it: `whsec_` and base64, here of the characters of a fresh token.
  private String freshSecret() {
    return "whsec_"
        + Base64.getEncoder().encodeToString(world.tokens().get().getBytes(StandardCharsets.UTF_8));
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
