package io.orderwire.storeapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.util.Optional;

/// How people sign in to the console: by OpenID Connect, authorization code with PKCE. Nothing of
/// it is a secret.
///
/// @param issuer empty where callers of the API sign with SigV4, which a web page does not
/// @param audience that the token is asked for
/// @param clientId empty where the issuer knows no client for the console
/// @param scope that the token is asked for
/// @param tokenOrigin where the issuer gives out tokens, if not at its own origin
record ConsoleSignIn(
    Optional<URI> issuer,
    Optional<String> audience,
    Optional<String> clientId,
    Optional<String> scope,
    @JsonIgnore Optional<URI> tokenOrigin) {

  static ConsoleSignIn none() {
    return new ConsoleSignIn(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The origins that the page calls beside its own.
  String origins() {
    if (clientId.isEmpty()) {
      return "";
    }
    String own = issuer.map(ConsoleSignIn::origin).orElse("");
    return tokenOrigin.map(other -> own + " " + origin(other)).orElse(own);
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }
}
