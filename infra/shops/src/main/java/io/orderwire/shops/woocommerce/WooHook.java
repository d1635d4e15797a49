package io.orderwire.shops.woocommerce;

import java.time.Instant;

/// One webhook of the shop. The secret can be written and never read.
final class WooHook {
  final long id;
  final Instant created;
  String name = "";
  String topic = "";
  String address = "";
  String secret = "";

  /// `active`, `paused` or `disabled`.
  String status = "active";

  int failures;

  WooHook(long id, Instant created) {
    this.id = id;
    this.created = created;
  }
}
