package io.orderwire.storeapi;

import io.orderwire.connector.Connector;
import io.orderwire.model.Parsed;
import io.orderwire.model.StoreId;
import io.orderwire.port.Store;
import java.util.Optional;
import java.util.function.Function;

/// Finds the store that a path names, with its connector.
final class StoreLookup {
  private final World world;

  /// A connected store and what speaks its platform.
  record Connected(Store store, Connector connector) {}

  StoreLookup(World world) {
    this.world = world;
  }

  /// What `answer` makes of the store, or that there is none.
  ApiReply with(String id, Function<Connected, ApiReply> answer) {
    return find(id).map(answer).orElseGet(() -> ApiReply.refused(Problem.absent("store", id)));
  }

  private Optional<Connected> find(String text) {
    Parsed<StoreId> id = StoreId.parse(text);
    return id.optional()
        .flatMap(world.stores()::get)
        .flatMap(
            store ->
                world
                    .platforms()
                    .find(store.platform())
                    .map(connector -> new Connected(store, connector)));
  }
}
