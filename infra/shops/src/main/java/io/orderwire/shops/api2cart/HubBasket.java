package io.orderwire.shops.api2cart;

import io.orderwire.shops.Purchase;
import java.time.Instant;

/// A checkout that a buyer left.
record HubBasket(long id, Purchase purchase, Instant at) {
  String name() {
    return "b" + id;
  }
}
