package io.orderwire.model;

/// The only identity of a cart: its store and the platform's id (or token) in that store.
public record CartRef(StoreId storeId, ExternalId externalId) {
  @Override
  public String toString() {
    return storeId + "/" + externalId;
  }
}
