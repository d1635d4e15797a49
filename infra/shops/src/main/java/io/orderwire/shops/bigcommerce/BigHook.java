package io.orderwire.shops.bigcommerce;

import java.time.Instant;
import java.util.Map;

/// One hook of the store.
final class BigHook {
  final long id;
  final String scope;
  final Instant created;
  String address = "";
  Map<String, String> headers = Map.of();
  boolean active = true;
  Instant lastEvent;

  BigHook(long id, String scope, Instant created) {
    this.id = id;
    this.scope = scope;
    this.created = created;
    this.lastEvent = created;
  }

  boolean hears(String event) {
    return scope.endsWith("/*")
        ? event.startsWith(scope.substring(0, scope.length() - 1))
        : scope.equals(event);
  }
}
