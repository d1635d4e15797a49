package io.orderwire.connector;

/// Reads what a cart answers to a call that lists something.
public interface PageReader {

  /// Reads the reply to `call`, which was successful by [OrderFeed#fault].
  Page read(CartCall call, CartReply reply, StoreContext store);
}
