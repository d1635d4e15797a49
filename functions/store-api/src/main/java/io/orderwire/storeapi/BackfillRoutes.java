package io.orderwire.storeapi;

import io.orderwire.engine.Backfill;
import io.orderwire.engine.Backfill.State;
import io.orderwire.engine.Backfills;
import io.orderwire.engine.Backfills.Held;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Back-fills: asked for, watched, cancelled. They run in the calls that other work leaves, of each
/// store one after another.
final class BackfillRoutes {
  private static final Set<String> WINDOW = new LinkedHashSet<>(List.of("from", "to"));
  private static final int MOST_WAITING = 10;

  private final World world;
  private final StoreLookup lookup;
  private final Backfills backfills;

  BackfillRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
    this.backfills = new Backfills(world.stores());
  }

  void addTo(Router router) {
    router.route("POST", "v1/stores/{id}/backfill", this::ask);
    new StoreJobs<>(
            "back-fill",
            backfills::list,
            (store, id) -> backfills.find(store, id).map(Held::backfill),
            this::cancel,
            (found, backfill) ->
                BackfillView.of(backfill, found.connector().descriptor(), world.clock().instant()))
        .addTo(router, lookup, "v1/stores/{id}/backfills", "backfillId");
  }

  private ApiReply ask(ApiRequest request, PathValues values) {
    Optional<Form> form = Form.read(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(
          Problem.notJson("send {\"from\": \"2026-01-01T00:00:00Z\", \"to\": …} as JSON"));
    }
    return lookup.with(
        values.get("id"), found -> CallableStore.when(found, () -> asked(found, form.get())));
  }

  private ApiReply asked(Connected found, Form form) {
    form.only(WINDOW);
    Instant now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    if (!form.has("from")) {
      form.wrong("from", "from is missing", "give the first instant, such as 2026-01-01T00:00:00Z");
    }
    Optional<Instant> from = form.instant("from");
    Instant to = form.instant("to").orElse(now);
    if (to.isAfter(now)) {
      form.wrong("to", "to is in the future", "leave it out for everything until now");
    }
    if (from.filter(start -> !start.isBefore(to)).isPresent()) {
      form.wrong("from", "from is not before to", "give a window that has begun and ends later");
    }
    if (from.isEmpty() || !form.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(form.errors()));
    }
    StoreId storeId = found.store().id();
    if (waiting(storeId) >= MOST_WAITING) {
      return ApiReply.refused(
          Problem.conflict(
              "too-many-backfills",
              "Too many back-fills wait",
              "%d back-fills of store %s wait already; cancel one or wait for its end"
                  .formatted(MOST_WAITING, storeId)));
    }
    Backfill asked = backfills.ask(storeId, from.get(), to, now);
    world.polls().sendAll(List.of(PollJob.backfill(storeId, asked.id())));
    return ApiReply.accepted(BackfillView.of(asked, found.connector().descriptor(), now))
        .with("location", "/v1/stores/%s/backfills/%s".formatted(storeId, asked.id()));
  }

  private long waiting(StoreId storeId) {
    return backfills.list(storeId).stream().filter(each -> !each.state().isOver()).count();
  }

  /// It stops at its next page. What was handed over stays; the next that waits begins.
  private Optional<Backfill> cancel(StoreId storeId, String id) {
    Instant now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Backfill> cancelled =
        backfills.change(storeId, id, each -> each.ended(State.CANCELLED, Optional.empty(), now));
    backfills
        .turn(storeId)
        .filter(next -> cancelled.isPresent())
        .ifPresent(next -> world.polls().sendAll(List.of(PollJob.backfill(storeId, next.id()))));
    return cancelled;
  }
}
