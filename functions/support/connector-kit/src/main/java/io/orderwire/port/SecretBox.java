package io.orderwire.port;

import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;

/// Seals and opens credentials. What was sealed for one store, subscription or platform cannot be
/// opened for another.
public interface SecretBox {
  SealedCredentials seal(StoreId storeId, Credentials credentials);

  Credentials open(StoreId storeId, SealedCredentials sealed);

  SealedCredentials seal(SubscriptionId subscriptionId, Credentials credentials);

  Credentials open(SubscriptionId subscriptionId, SealedCredentials sealed);

  /// Of the app at a platform.
  SealedCredentials seal(PlatformId platform, Credentials credentials);

  Credentials open(PlatformId platform, SealedCredentials sealed);
}
