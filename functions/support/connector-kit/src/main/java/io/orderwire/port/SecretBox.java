package io.orderwire.port;

import io.orderwire.model.StoreId;

/// Seals and opens credentials. What was sealed for one store or subscription cannot be opened for
/// another.
public interface SecretBox {
  SealedCredentials seal(StoreId storeId, Credentials credentials);

  Credentials open(StoreId storeId, SealedCredentials sealed);

  SealedCredentials seal(SubscriptionId subscriptionId, Credentials credentials);

  Credentials open(SubscriptionId subscriptionId, SealedCredentials sealed);
}
