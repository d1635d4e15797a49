package io.orderwire.connector;

/// Something a cart can list by time: orders, carts, child collections.
public interface Listing {

  CartCall first(Window window, StoreContext store);

  /// Reads the reply to `call`, which was successful by [OrderFeed#fault].
  Page read(CartCall call, CartReply reply, StoreContext store);
}
