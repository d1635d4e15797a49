package io.orderwire.storeapi;

import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What a store's payloads look like, and what of them nobody maps.
final class ShapeRoutes {
  private final World world;
  private final StoreLookup lookup;
  private final NumberedPages pages;
  private final Paging paging;

  ShapeRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
    this.pages = new NumberedPages(world);
    this.paging = new Paging(world.ledger());
  }

  void addTo(Router router) {
    router
        .route(
            "GET",
            "v1/stores/{id}/shapes",
            (request, values) ->
                pages.answer(request, values.get("id"), Subject::shapes, ShapeView::of))
        .route("GET", "v1/stores/{id}/unmapped", this::unmapped);
  }

  private ApiReply unmapped(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    int limit = parameters.limit();
    return parameters.errors().isEmpty()
        ? lookup.with(
            values.get("id"), store -> ApiReply.ok(Unmapped.of(store, payloads(store, limit))))
        : ApiReply.refused(Problem.invalid(parameters.errors()));
  }

  private Stream<Unmapped.Payload> payloads(Connected store, int limit) {
    Paging.Latest latest =
        new Paging.Latest(
            store.store().id(),
            Subject.Kind.ORDER,
            Instant.EPOCH,
            line -> true,
            entry -> entry.rawKey().isPresent(),
            Optional.empty(),
            limit);
    return paging.latest(latest).entries().stream().flatMap(entry -> payload(entry).stream());
  }

  private Optional<Unmapped.Payload> payload(LedgerEntry entry) {
    return entry
        .rawKey()
        .flatMap(
            key ->
                RawOrder.payload(world.archive(), key)
                    .map(
                        document ->
                            new Unmapped.Payload(Unmapped.Sample.of(entry, key), document)));
  }
}
