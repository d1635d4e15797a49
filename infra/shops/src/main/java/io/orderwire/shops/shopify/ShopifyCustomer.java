package io.orderwire.shops.shopify;

import io.orderwire.shops.Address;
import java.time.Instant;
import java.util.Optional;

/// A customer record. A guest of the online shop gets one too, in state `disabled`.
record ShopifyCustomer(
    long id,
    long addressId,
    String account,
    Optional<String> email,
    String firstName,
    String lastName,
    boolean enabled,
    Instant created,
    Instant updated,
    Optional<Address> address) {

  ShopifyCustomer withEmail(String newEmail, Instant now) {
    return new ShopifyCustomer(
        id,
        addressId,
        account,
        Optional.of(newEmail),
        firstName,
        lastName,
        enabled,
        created,
        now,
        address);
  }

  String name() {
    return (firstName + " " + lastName).strip();
  }
}
