package io.orderwire.storeapi;

import io.orderwire.engine.EventReplay;
import io.orderwire.engine.EventReplay.Selection;
import io.orderwire.engine.EventReplay.State;
import io.orderwire.engine.EventReplays;
import io.orderwire.engine.EventReplays.Held;
import io.orderwire.message.EventType;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Router.PathValues;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Replays of a store's events on the bus: asked for, watched, cancelled. Each puts what the ledger
/// recorded in a period, or of an order, on the bus once more.
final class EventReplayRoutes {
  private static final String REPLAYS = "v1/stores/{id}/replays";
  private static final Set<String> FIELDS =
      new LinkedHashSet<>(List.of("from", "to", "order", "event_types"));

  private final World world;
  private final StoreLookup lookup;
  private final EventReplays replays;

  EventReplayRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
    this.replays = new EventReplays(world.stores());
  }

  void addTo(Router router) {
    router.route("POST", REPLAYS, this::ask);
    new StoreJobs<>(
            "replay",
            replays::list,
            (store, id) -> replays.find(store, id).map(Held::replay),
            this::cancel,
            (found, replay) -> EventReplayView.of(replay))
        .addTo(router, lookup, REPLAYS, "replay");
  }

  private ApiReply ask(ApiRequest request, PathValues values) {
    Optional<Form> form = Form.read(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(
          Problem.notJson("send {\"from\": …, \"to\": …} or {\"order\": …} as JSON"));
    }
    return lookup.with(
        values.get("id"),
        found -> {
          StoreId storeId = found.store().id();
          Selection selection = selection(form.get(), storeId);
          return form.get().errors().isEmpty()
              ? asked(request, storeId, selection)
              : ApiReply.refused(Problem.invalid(form.get().errors()));
        });
  }

  /// Asking for the same while it is under way leads to that one; if its message was lost or never
  /// sent it goes on.
  private ApiReply asked(ApiRequest request, StoreId storeId, Selection selection) {
    Instant now = now();
    Optional<EventReplays.Asked> asked = replays.ask(storeId, selection, now);
    if (asked.isEmpty()) {
      return ApiReply.refused(
          Problem.conflict(
              "too-many-replays",
              "Too many replays are under way",
              "%d replays of store %s are under way already; cancel one or wait for its end"
                  .formatted(EventReplays.MOST_UNDER_WAY, storeId)));
    }
    EventReplay replay = asked.get().replay();
    if (asked.get().needsMessage()) {
      world.intake().send(EventReplays.message(replay, now, request.traceId()));
    }
    return ApiReply.accepted(EventReplayView.of(replay))
        .with("location", "/v1/stores/%s/replays/%s".formatted(storeId, replay.id()));
  }

  private Selection selection(Form form, StoreId storeId) {
    form.only(FIELDS);
    Optional<Instant> from = form.instant("from");
    Optional<Instant> to = form.instant("to");
    Optional<ExternalId> order = order(form, storeId);
    if (!form.has("from") && !form.has("to") && !form.has("order")) {
      String remedy = "give a period (from and to), or the id of an order, or both";
      form.wrong("from", "this names neither a period nor an order", remedy);
      form.wrong("to", "this names neither a period nor an order", remedy);
      form.wrong("order", "this names neither a period nor an order", remedy);
    } else if (form.has("from") != form.has("to")) {
      form.wrong(
          form.has("from") ? "to" : "from",
          "a period has two ends, and one is missing",
          "give from and to, such as 2026-01-01T00:00:00Z");
    }
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      form.wrong("from", "from is not before to", "give a period that ends later");
    }
    List<EventType> types =
        Choice.each(form, "event_types", List.of(), Choice.among(EventType.values()));
    boolean none =
        order.isPresent()
            && !types.isEmpty()
            && types.stream().allMatch(type -> Subject.Kind.of(type) != Subject.Kind.ORDER);
    if (none) {
      form.wrong("event_types", "an order has no such events", "name some that start with order.");
    }
    return new Selection(from, to, order, types);
  }

  private Optional<ExternalId> order(Form form, StoreId storeId) {
    Optional<ExternalId> order =
        form.text("order").flatMap(text -> ExternalId.parse(text).optional());
    boolean isHeld =
        order
            .flatMap(id -> world.ledger().newest(Subject.order(storeId, id), Consistency.EVENTUAL))
            .isPresent();
    if (form.has("order") && !isHeld) {
      form.wrong(
          "order",
          "this names no order of the store",
          "give its external_id: GET /v1/stores/%s/order-summaries lists them".formatted(storeId));
    }
    return order;
  }

  /// It stops at its next page. What is on the bus stays there.
  private Optional<EventReplay> cancel(StoreId storeId, String id) {
    return replays.change(
        storeId, id, each -> each.ended(State.CANCELLED, Optional.empty(), now()));
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
