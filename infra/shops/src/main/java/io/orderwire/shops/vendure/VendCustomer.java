package io.orderwire.shops.vendure;

import io.orderwire.shops.Purchase;
import java.time.Instant;
import java.util.OptionalLong;

/// A buyer, known by the e-mail address. Orders name the customer and not a copy.
final class VendCustomer {
  final long id;
  final OptionalLong user;
  final Purchase.Buyer buyer;
  final String phone;
  final Instant created;
  String email;

  /// @param user none for a guest
  VendCustomer(
      long id,
      OptionalLong user,
      Purchase.Buyer buyer,
      String email,
      String phone,
      Instant created) {
    this.id = id;
    this.user = user;
    this.buyer = buyer;
    this.email = email;
    this.phone = phone;
    this.created = created;
  }
}
