package io.orderwire.storeapi;

import io.orderwire.message.EventType;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.EventSubscription;
import io.orderwire.port.EventSubscriptions.AttemptPage;
import io.orderwire.port.Store;
import io.orderwire.port.Stores.StorePage;
import io.orderwire.port.Subject;
import io.orderwire.port.WebhookJob.Replay;
import io.orderwire.port.WebhookJob.Trial;
import io.orderwire.storeapi.Router.PathValues;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the webhook sender is asked to do for a subscription, and what became of its tries.
final class WebhookJobRoutes {
  private static final Set<String> FIELDS =
      new LinkedHashSet<>(List.of("from", "to", "store", "order"));
  private static final int STORES_PAGE = 100;

  private final World world;
  private final EventSubscriptionLookup lookup;

  /// What is handed over; the tries tell how it went.
  record Test(String webhookId) {}

  record Replayed(Instant from, Instant to, List<StoreId> stores) {}

  private record Asked(
      Instant from, Instant to, Optional<StoreId> store, Optional<ExternalId> order) {}

  WebhookJobRoutes(World world) {
    this.world = world;
    this.lookup = new EventSubscriptionLookup(world);
  }

  void addTo(Router router) {
    router
        .route("POST", "v1/subscriptions/{id}/test", this::test)
        .route("GET", "v1/subscriptions/{id}/attempts", this::attempts)
        .route("POST", "v1/subscriptions/{id}/replay", this::replay);
  }

  private ApiReply test(ApiRequest request, PathValues values) {
    return lookup.with(
        values.get("id"),
        found -> {
          Trial trial = new Trial(found.id(), "test/" + world.tokens().get());
          world.webhooks().sendAll(List.of(trial));
          return ApiReply.accepted(new Test(trial.id()));
        });
  }

  private ApiReply attempts(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    int limit = parameters.limit();
    return lookup.with(
        values.get("id"),
        found -> {
          try {
            AttemptPage page =
                world.subscriptions().attempts(found.id(), request.parameter("cursor"), limit);
            return parameters.errors().isEmpty()
                ? ApiReply.ok(new ItemPage(page.attempts(), page.nextCursor()))
                : ApiReply.refused(Problem.invalid(parameters.errors()));
          } catch (IllegalArgumentException foreignCursor) {
            parameters.wrongCursor();
            return ApiReply.refused(Problem.invalid(parameters.errors()));
          }
        });
  }

  private ApiReply replay(ApiRequest request, PathValues values) {
    Optional<Form> form = Form.read(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(Problem.notJson("send {\"from\": …, \"to\": …} as JSON"));
    }
    Optional<Asked> asked = asked(form.get());
    if (asked.isEmpty() || !form.get().errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(form.get().errors()));
    }
    return lookup.with(values.get("id"), found -> replay(found, asked.get()));
  }

  private ApiReply replay(EventSubscription found, Asked asked) {
    if (!found.isActive()) {
      return ApiReply.refused(
          Problem.conflict(
              "subscription-is-disabled",
              "The subscription is disabled",
              "nothing is sent to it; POST …/enable first"));
    }
    List<StoreId> stores = stores(asked).stream().filter(found.selection()::mayWantOf).toList();
    List<Replay> jobs = new ArrayList<>();
    for (StoreId store : stores) {
      for (Subject.Kind kind : kinds(found, asked)) {
        jobs.add(
            new Replay(
                found.id(),
                store,
                kind,
                asked.order(),
                asked.from(),
                asked.to(),
                Optional.empty()));
      }
    }
    world.webhooks().sendAll(jobs);
    return ApiReply.accepted(new Replayed(asked.from(), asked.to(), stores));
  }

  private Optional<Asked> asked(Form form) {
    form.only(FIELDS);
    Instant now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> from = form.requiredInstant("from", "say from when on");
    Optional<Instant> to = form.instant("to");
    Optional<StoreId> store = form.text("store").flatMap(text -> StoreId.parse(text).optional());
    Optional<ExternalId> order =
        form.text("order").flatMap(text -> ExternalId.parse(text).optional());
    if (form.has("store") && store.flatMap(world.stores()::get).isEmpty()) {
      form.wrong("store", "there is no such store", "GET /v1/stores lists them");
    }
    if (form.has("order") && (order.isEmpty() || store.isEmpty())) {
      form.wrong("order", "this names no order of a store", "give its id, and its store");
    }
    if (from.isPresent() && from.get().isAfter(to.orElse(now))) {
      form.wrong("to", "the period ends before it begins", "give a later end");
    }
    return from.map(begin -> new Asked(begin, to.orElse(now), store, order));
  }

  private List<StoreId> stores(Asked asked) {
    if (asked.store().isPresent()) {
      return List.of(asked.store().get());
    }
    List<StoreId> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      StorePage page = world.stores().list(cursor, STORES_PAGE);
      page.stores().stream().map(Store::id).forEach(all::add);
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return all;
  }

  /// The kinds of subject that the wanted types speak of.
  private static List<Subject.Kind> kinds(EventSubscription found, Asked asked) {
    if (asked.order().isPresent()) {
      return List.of(Subject.Kind.ORDER);
    }
    List<EventType> wanted = found.selection().eventTypes();
    return Arrays.stream(Subject.Kind.values())
        .filter(
            kind ->
                wanted.isEmpty() || wanted.stream().anyMatch(type -> kind == Subject.Kind.of(type)))
        .toList();
  }
}
