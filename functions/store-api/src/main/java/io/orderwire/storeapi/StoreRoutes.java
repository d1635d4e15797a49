package io.orderwire.storeapi;

import io.orderwire.connector.Connector;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Store;
import io.orderwire.port.Stores.StorePage;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.net.URI;
import java.util.Optional;

/// Stores: connect, list, show, change, remove.
final class StoreRoutes {
  private final World world;
  private final StoreLookup lookup;
  private final StoreConnecting connecting;
  private final StoreChanging changing;

  StoreRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
    this.connecting = new StoreConnecting(world);
    this.changing = new StoreChanging(world);
  }

  void addTo(Router router) {
    router
        .route("GET", "v1/platforms", this::platforms)
        .route("POST", "v1/stores", this::connect)
        .route("GET", "v1/stores", this::list)
        .route("GET", "v1/stores/{id}", this::show)
        .route("PATCH", "v1/stores/{id}", this::change)
        .route("DELETE", "v1/stores/{id}", this::remove);
  }

  private ApiReply platforms(ApiRequest request, PathValues values) {
    return ApiReply.ok(
        ItemPage.whole(
            world.platforms().connectors().stream()
                .map(connector -> view(connector, base(request)))
                .toList()));
  }

  private PlatformView view(Connector connector, URI base) {
    PlatformId platform = connector.descriptor().id();
    return PlatformView.of(
        connector.descriptor(),
        connector
            .authorization()
            .map(
                each ->
                    new PlatformView.Authorized(
                        new PlatformApps(world).isReady(platform, each),
                        each.facts().app(),
                        PlatformApps.callback(base, platform),
                        each.facts().document())));
  }

  private ApiReply connect(ApiRequest request, PathValues values) {
    return connecting.connect(request, base(request));
  }

  private ApiReply list(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    int limit = parameters.limit();
    Optional<String> cursor = request.parameter("cursor");
    if (cursor.filter(text -> StoreId.parse(text).optional().isEmpty()).isPresent()) {
      parameters.wrongCursor();
    }
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    StorePage page = world.stores().list(cursor, limit);
    return ApiReply.ok(
        new ItemPage(
            page.stores().stream().flatMap(store -> listed(store, request).stream()).toList(),
            page.nextCursor()));
  }

  private Optional<StoreView> listed(Store store, ApiRequest request) {
    return world
        .platforms()
        .find(store.platform())
        .map(connector -> StoreView.listed(store, connector.descriptor(), base(request)));
  }

  private ApiReply show(ApiRequest request, PathValues values) {
    return lookup.with(values.get("id"), found -> ApiReply.ok(view(found, request)));
  }

  private ApiReply change(ApiRequest request, PathValues values) {
    return lookup.with(
        values.get("id"), found -> changing.change(found.store().id(), request, base(request)));
  }

  private ApiReply remove(ApiRequest request, PathValues values) {
    return lookup.with(
        values.get("id"),
        found -> {
          new Subscribing(world).unsubscribe(found.store(), found.connector(), base(request));
          world.stores().remove(found.store().id());
          return ApiReply.done();
        });
  }

  private StoreView view(Connected found, ApiRequest request) {
    Store store = found.store();
    return new StoreViews(world)
        .of(
            store,
            found.connector(),
            base(request),
            world.secrets().open(store.id(), store.credentials()));
  }

  private URI base(ApiRequest request) {
    return world.publicBase().orElse(request.asked());
  }
}
