package io.orderwire.port;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Authorizations of stores that are under way at their platforms, and the apps in whose name they
/// are asked for.
///
/// An authorization is found by its tie alone: a state that nobody can guess, or the store where a
/// platform brings back no state. Only a hash of it is kept.
public interface Authorizations {

  /// Keeps one. Another of the same tie is replaced.
  void begin(Pending pending);

  /// Read consistently. One that is over may still be found for a while: `until` says so.
  Optional<Pending> find(PlatformId platform, String tie);

  /// Ends one. False if somebody else did, or if another has taken its place: of all who try, it is
  /// true for one.
  boolean take(Pending pending);

  /// Keeps one that was ended by the shop and connected its store, until the merchant's browser
  /// comes back. It can be ended no more.
  void keepGranted(Pending granted);

  /// Takes one that was kept so, without its form: of all who try it is given to one. One that is
  /// over may still be there for a while.
  Optional<Pending> takeGranted(PlatformId platform, String tie);

  /// The sealed client id and secret of the app at a platform.
  Optional<SealedCredentials> app(PlatformId platform);

  /// Sets the app, or replaces it.
  void saveApp(PlatformId platform, SealedCredentials sealed);

  /// Removes it, if there is one.
  void removeApp(PlatformId platform);

  /// One that is under way.
  ///
  /// @param id tells it from another of the same tie
  /// @param tie never kept as it is; what is found has the one that was asked for
  /// @param callback the address that the platform was told
  /// @param form what the store is connected or changed with beside its credentials
  /// @param returnUrl where the merchant's browser is sent afterwards, if not to the console
  record Pending(
      String id,
      PlatformId platform,
      String tie,
      StoreId storeId,
      URI baseUrl,
      URI callback,
      JsonNode form,
      Optional<URI> returnUrl,
      Instant until) {

    /// Without the tie.
    @Override
    public String toString() {
      return "Pending[" + platform + " " + storeId + " until " + until + "]";
    }
  }
}
