package io.orderwire.storeapi;

import io.orderwire.connector.Authorization;
import io.orderwire.connector.Authorization.App;
import io.orderwire.connector.Descriptor;
import io.orderwire.model.PlatformId;
import io.orderwire.port.Credentials;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The apps in whose name merchants are asked for access, one for each platform that wants one.
final class PlatformApps {
  private static final String CLIENT_ID = "client_id";
  private static final String CLIENT_SECRET = "client_secret";
  private static final String SCOPE = "scope";

  private final World world;

  PlatformApps(World world) {
    this.world = world;
  }

  Optional<App> find(PlatformId platform) {
    return world
        .authorizations()
        .app(platform)
        .map(app -> world.secrets().open(platform, app))
        .flatMap(
            held ->
                held.value(CLIENT_ID)
                    .flatMap(
                        id ->
                            held.value(CLIENT_SECRET)
                                .map(secret -> new App(id, secret, held.value(SCOPE)))));
  }

  /// Sets the app. Where it is the same with another secret, the stores get that first: who is
  /// stopped in between asks again, and it goes on.
  void save(Descriptor descriptor, App app) {
    PlatformId platform = descriptor.id();
    find(platform)
        .filter(held -> held.clientId().equals(app.clientId()))
        .map(App::clientSecret)
        .filter(before -> !before.equals(app.clientSecret()))
        .map(before -> new AppSecretChange(world, descriptor, before, app.clientSecret()))
        .ifPresent(AppSecretChange::reachAllStores);
    Map<String, String> values = new TreeMap<>();
    values.put(CLIENT_ID, app.clientId());
    values.put(CLIENT_SECRET, app.clientSecret());
    app.scope().ifPresent(scope -> values.put(SCOPE, scope));
    world
        .authorizations()
        .saveApp(platform, world.secrets().seal(platform, new Credentials(values)));
  }

  /// True if merchants can be asked: there is an app, or none is needed.
  boolean isReady(PlatformId platform, Authorization authorization) {
    return authorization.facts().app().isEmpty()
        || world.authorizations().app(platform).isPresent();
  }

  /// Where the platform answers.
  static URI callback(URI base, PlatformId platform) {
    return URI.create(base + "/authorizations/" + platform);
  }
}
