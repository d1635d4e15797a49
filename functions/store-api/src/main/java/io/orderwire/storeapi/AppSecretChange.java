package io.orderwire.storeapi;

import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import io.orderwire.port.Stores.StorePage;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Gives an app's new client secret to the stores that hold the one before: tokens are renewed with
/// it. The one before stays beside it, as platforms sign webhooks with it until it is revoked.
///
/// Source: https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets
final class AppSecretChange {
  private static final int PAGE = 100;
  private static final int TRIES = 5;

  private final World world;
  private final Descriptor platform;
  private final String field;
  private final String before;
  private final String secret;

  AppSecretChange(World world, Descriptor platform, String before, String secret) {
    this.world = world;
    this.platform = platform;
    this.field = platform.webhooks().secretField();
    this.before = before;
    this.secret = secret;
  }

  /// Whoever is stopped in between begins anew: what has the new secret is passed by.
  void reachAllStores() {
    Optional<String> cursor = Optional.empty();
    do {
      StorePage page = world.stores().list(cursor, PAGE);
      page.stores().stream()
          .filter(store -> store.platform().equals(platform.id()))
          .forEach(store -> reach(store.id()));
      cursor = page.nextCursor();
    } while (cursor.isPresent());
  }

  /// Others may change the store at the same time: then it is read and changed anew.
  private void reach(StoreId id) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Store> changed = world.stores().get(id).flatMap(this::changed);
      if (changed.isEmpty() || world.stores().update(changed.get())) {
        return;
      }
    }
    throw new FaultException(
        Fault.of(Fault.Category.UNAVAILABLE, "store " + id + " is being changed by many at once"));
  }

  /// Empty where it has another secret than the app had.
  private Optional<Store> changed(Store store) {
    Map<String, String> values =
        new TreeMap<>(world.secrets().open(store.id(), store.credentials()).values());
    if (!before.equals(values.get(field))) {
      return Optional.empty();
    }
    values.put(Credentials.previous(field), before);
    values.put(field, secret);
    return Optional.of(
        store.withCredentials(world.secrets().seal(store.id(), new Credentials(values))));
  }
}
