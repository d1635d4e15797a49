package io.orderwire.port;

import io.orderwire.model.StoreId;

/// Seals and opens credentials. What was sealed for one store cannot be opened for another.
public interface SecretBox {
  SealedCredentials seal(StoreId storeId, Credentials credentials);

  Credentials open(StoreId storeId, SealedCredentials sealed);
}
