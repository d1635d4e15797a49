package io.orderwire.storeapi;

import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.MappingVersions.Version;
import java.time.Instant;
import java.util.Optional;

/// A version of a store's mapping as the API shows it.
///
/// @param active orders are made with it
/// @param basedOn the version that it was made of
/// @param savedAt unknown of the version that the store was connected with
record MappingView(
    int version,
    boolean active,
    Optional<Integer> basedOn,
    Optional<String> comment,
    Optional<Instant> savedAt,
    StoreMapping mapping) {

  static MappingView of(Version version, int active) {
    StoreMapping mapping = version.mapping();
    return new MappingView(
        mapping.version(),
        mapping.version() == active,
        version.basedOn(),
        version.comment(),
        version.savedAt(),
        mapping);
  }
}
