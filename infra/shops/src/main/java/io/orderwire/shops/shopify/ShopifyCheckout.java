package io.orderwire.shops.shopify;

import io.orderwire.shops.Purchase;
import java.time.Instant;
import java.util.Optional;

/// A checkout begun by a buyer; with `completed` set it has become the order.
final class ShopifyCheckout {
  final long id;
  final String token;
  final Instant created;
  final Purchase purchase;

  /// Priced like the order it may become; not stored as an order.
  final ShopifyOrder basket;

  Instant updated;
  Optional<Instant> completed = Optional.empty();
  Optional<Long> order = Optional.empty();

  ShopifyCheckout(long id, String token, Instant created, Purchase purchase, ShopifyOrder basket) {
    this.id = id;
    this.token = token;
    this.created = created;
    this.updated = created;
    this.purchase = purchase;
    this.basket = basket;
  }
}
