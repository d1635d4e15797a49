package io.orderwire.connector;

import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a connector may know of the store it works for. No secrets.
public record StoreContext(
    StoreId storeId,
    PlatformId platform,
    URI baseUrl,
    StoreMapping mapping,
    Map<String, String> options) {
  public StoreContext {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  public Optional<String> option(String key) {
    return Optional.ofNullable(options.get(key));
  }
}
