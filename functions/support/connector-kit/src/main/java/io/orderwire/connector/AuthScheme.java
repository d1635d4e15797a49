package io.orderwire.connector;

import java.util.List;

/// How calls to the cart are authorized. Names are keys of the store's credentials. The engine
/// applies it.
public sealed interface AuthScheme {

  /// `Authorization: Bearer …`
  record Bearer(String tokenField) implements AuthScheme {}

  /// A header that carries the token as it is.
  record HeaderKey(String header, String tokenField) implements AuthScheme {}

  /// Several headers, each with a token of its own: one for the account and one for the store.
  record HeaderKeys(List<HeaderKey> keys) implements AuthScheme {
    public HeaderKeys {
      keys = List.copyOf(keys);
    }
  }

  /// HTTP Basic. Refused over plain http.
  record Basic(String userField, String passwordField) implements AuthScheme {}

  /// A query parameter that carries the key. Refused over plain http.
  record QueryKey(String parameter, String keyField) implements AuthScheme {}

  /// OAuth 1.0a one-legged, HMAC-SHA256, parameters in the query (RFC 5849).
  record OAuthOne(String consumerKeyField, String consumerSecretField) implements AuthScheme {}

  /// OAuth 1.0a with an access token that does not expire, HMAC-SHA256, in the header
  /// `Authorization` (RFC 5849 §3.5.1).
  record OAuthOneToken(
      String consumerKeyField,
      String consumerSecretField,
      String tokenField,
      String tokenSecretField)
      implements AuthScheme {}

  /// OAuth 2 client credentials: the engine asks `tokenPath` and refreshes before `expires_in`.
  record ClientCredentials(
      String tokenPath, String clientIdField, String clientSecretField, String header)
      implements AuthScheme {}

  /// OAuth 2 access token that ends, with a refresh token that is another after each use (RFC 6749
  /// §6): the engine asks `tokenPath` before the end and keeps what it is given.
  ///
  /// @param header that carries the access token as it is
  /// @param endsField credential with the instant (RFC 3339) at which the access token ends
  record Refreshed(
      String header,
      String tokenField,
      String refreshField,
      String endsField,
      String tokenPath,
      String clientIdField,
      String clientSecretField)
      implements AuthScheme {}

  /// One scheme over https and another over plain http.
  record BySecurity(AuthScheme https, AuthScheme http) implements AuthScheme {}

  /// One scheme for a store that has the credential `field` and another for one that has not.
  record ByCredential(String field, AuthScheme present, AuthScheme absent) implements AuthScheme {}
}
