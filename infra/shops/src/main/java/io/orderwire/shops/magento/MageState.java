package io.orderwire.shops.magento;

import java.util.Locale;

/// The states of an order. The status is the usual one of each.
enum MageState {
  NEW,
  PENDING_PAYMENT,
  PROCESSING,
  COMPLETE,
  CLOSED,
  CANCELED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String status() {
    return this == NEW ? "pending" : word();
  }

  boolean isOver() {
    return this == COMPLETE || this == CLOSED || this == CANCELED;
  }
}
