package io.orderwire.model;

/// The only identity of an order: its store and the platform's id in that store.
public record OrderRef(StoreId storeId, ExternalId externalId) {
  @Override
  public String toString() {
    return storeId + "/" + externalId;
  }
}
