package io.orderwire.storeapi;

import io.orderwire.engine.Remap;
import io.orderwire.engine.Remap.State;
import io.orderwire.engine.Remaps;
import io.orderwire.model.StoreId;
import io.orderwire.storeapi.Router.PathValues;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Remaps: asked for, watched, cancelled. Each makes a store's orders again of what is archived,
/// with the mapping that is active, and asks the cart nothing.
final class RemapRoutes {
  private static final String REMAPS = "v1/stores/{id}/remaps";
  private static final String REMAP = REMAPS + "/{remapId}";

  private final World world;
  private final StoreLookup lookup;
  private final Remaps remaps;

  RemapRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
    this.remaps = new Remaps(world.stores());
  }

  void addTo(Router router) {
    router
        .route("POST", REMAPS, this::ask)
        .route("GET", REMAPS, this::list)
        .route("GET", REMAP, this::show)
        .route("DELETE", REMAP, this::cancel);
  }

  /// Asking again while one is under way leads to that one; if its message was lost or never sent
  /// it goes on.
  private ApiReply ask(ApiRequest request, PathValues values) {
    return lookup.with(
        values.get("id"),
        found -> {
          StoreId storeId = found.store().id();
          Instant now = now();
          Remaps.Asked asked = remaps.ask(storeId, found.store().mapping().version(), now);
          if (asked.needsMessage()) {
            world.intake().send(Remaps.message(asked.remap(), now, request.traceId()));
          }
          return ApiReply.accepted(RemapView.of(asked.remap()))
              .with("location", "/v1/stores/%s/remaps/%s".formatted(storeId, asked.remap().id()));
        });
  }

  private ApiReply list(ApiRequest request, PathValues values) {
    return lookup.with(
        values.get("id"),
        found ->
            ApiReply.ok(
                ItemPage.whole(
                    remaps.list(found.store().id()).stream().map(RemapView::of).toList())));
  }

  private ApiReply show(ApiRequest request, PathValues values) {
    String id = values.get("remapId");
    return lookup.with(
        values.get("id"),
        found ->
            remaps
                .find(found.store().id(), id)
                .map(held -> ApiReply.ok(RemapView.of(held.remap())))
                .orElseGet(() -> absent(id)));
  }

  /// It stops at its next page. What was made again stays.
  private ApiReply cancel(ApiRequest request, PathValues values) {
    String id = values.get("remapId");
    return lookup.with(
        values.get("id"),
        found -> {
          StoreId storeId = found.store().id();
          if (remaps.find(storeId, id).isEmpty()) {
            return absent(id);
          }
          Optional<Remap> cancelled =
              remaps.change(
                  storeId, id, each -> each.ended(State.CANCELLED, Optional.empty(), now()));
          return cancelled
              .map(each -> ApiReply.ok(RemapView.of(each)))
              .orElseGet(
                  () ->
                      ApiReply.refused(
                          Problem.conflict(
                              "remap-is-over",
                              "The remap is over",
                              "remap %s has ended already".formatted(id))));
        });
  }

  private static ApiReply absent(String id) {
    return ApiReply.refused(Problem.absent("remap", id));
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
