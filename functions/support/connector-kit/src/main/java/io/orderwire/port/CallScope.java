package io.orderwire.port;

import io.orderwire.json.ContentHash;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.nio.charset.StandardCharsets;

/// Whose calls a platform counts together, or of which only one may be under way.
public sealed interface CallScope {

  /// Those to one store.
  record OfStore(StoreId id) implements CallScope {}

  /// Those that make a new access token of the one before, for one store.
  record OfToken(StoreId id) implements CallScope {}

  /// Those to all stores of an account.
  ///
  /// @param hash tells accounts apart and nothing of their names, which are keys
  record OfAccount(String hash) implements CallScope {

    /// The account of that name on a platform.
    public static OfAccount named(PlatformId platform, String name) {
      String whole = platform + " " + name;
      return new OfAccount(ContentHash.sha256(whole.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
