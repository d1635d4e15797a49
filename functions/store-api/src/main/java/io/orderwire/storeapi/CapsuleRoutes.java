package io.orderwire.storeapi;

import io.orderwire.engine.CapsulePacker;
import io.orderwire.engine.MappingVersions;
import io.orderwire.port.LedgerEntry;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// An order with all that it was recorded from, to be handed on when something is wrong with it.
final class CapsuleRoutes {
  private static final int ALL = 10_000;

  private final World world;
  private final OrderLookup orders;

  CapsuleRoutes(World world) {
    this.world = world;
    this.orders = new OrderLookup(world);
  }

  void addTo(Router router) {
    router.route("GET", "v1/stores/{id}/orders/{externalId}/capsule", this::capsule);
  }

  private ApiReply capsule(ApiRequest request, PathValues values) {
    return orders.with(
        values,
        (found, subject) -> {
          List<LedgerEntry> history = world.ledger().history(subject, 1, ALL);
          return history.isEmpty()
              ? ApiReply.refused(Problem.absent("order", subject.id()))
              : packed(found, history);
        });
  }

  private ApiReply packed(Connected found, List<LedgerEntry> history) {
    return ApiReply.ok(
        CapsulePacker.pack(
            found.store(),
            found.connector(),
            new CapsulePacker.Kept(world.archive(), new MappingVersions(world.stores())),
            history,
            world.clock().instant().truncatedTo(ChronoUnit.MILLIS)));
  }
}
