package io.orderwire.connector;

/// Something a cart can list by time: orders, carts, child collections.
public interface Listing extends PageReader {

  CartCall first(Window window, StoreContext store);
}
