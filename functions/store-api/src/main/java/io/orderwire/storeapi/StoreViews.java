package io.orderwire.storeapi;

import io.orderwire.connector.Connector;
import io.orderwire.engine.SubscriptionState;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import java.net.URI;
import java.util.Optional;

/// Shows stores with what is kept beside them.
final class StoreViews {
  private final World world;

  StoreViews(World world) {
    this.world = world;
  }

  StoreView of(Store store, Connector connector, URI base, Credentials credentials) {
    Optional<SubscriptionsView> subscriptions =
        connector.registry().isEmpty()
            ? Optional.empty()
            : SubscriptionState.read(world.stores(), store.id())
                .state()
                .map(state -> SubscriptionsView.of(state, connector.descriptor()));
    return StoreView.of(store, connector.descriptor(), base, credentials, subscriptions);
  }
}
