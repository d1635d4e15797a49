package io.orderwire.storeapi;

import io.orderwire.engine.Remap;
import io.orderwire.engine.Remap.State;
import io.orderwire.engine.Remaps;
import io.orderwire.engine.Remaps.Held;
import io.orderwire.model.StoreId;
import io.orderwire.storeapi.Router.PathValues;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Remaps: asked for, watched, cancelled. Each makes a store's orders again of what is archived,
/// with the mapping that is active, and asks the cart nothing.
final class RemapRoutes {
  private static final String REMAPS = "v1/stores/{id}/remaps";

  private final World world;
  private final StoreLookup lookup;
  private final Remaps remaps;

  RemapRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
    this.remaps = new Remaps(world.stores());
  }

  void addTo(Router router) {
    router.route("POST", REMAPS, this::ask);
    new StoreJobs<>(
            "remap",
            remaps::list,
            (store, id) -> remaps.find(store, id).map(Held::remap),
            this::cancel,
            (found, remap) -> RemapView.of(remap))
        .addTo(router, lookup, REMAPS, "remapId");
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

  /// It stops at its next page. What was made again stays.
  private Optional<Remap> cancel(StoreId storeId, String id) {
    return remaps.change(storeId, id, each -> each.ended(State.CANCELLED, Optional.empty(), now()));
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
