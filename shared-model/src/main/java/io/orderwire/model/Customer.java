package io.orderwire.model;

import java.util.List;
import java.util.Optional;

/// What a platform tells of a customer account.
public record Customer(
    StoreId storeId,
    ExternalId externalId,
    Optional<String> email,
    Optional<Phone> phone,
    Optional<String> name,
    Optional<String> company,
    List<Address> addresses,
    List<CustomField> customFields) {
  public Customer {
    addresses = List.copyOf(addresses);
    customFields = List.copyOf(customFields);
  }
}
