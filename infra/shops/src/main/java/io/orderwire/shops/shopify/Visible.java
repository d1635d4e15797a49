package io.orderwire.shops.shopify;

import java.time.Duration;
import java.time.Instant;

/// Which orders an app may see: those of the last 60 days unless it has `read_all_orders`. Older
/// ones are absent without an error.
///
/// @param days 0 for all
record Visible(int days) {
  boolean test(ShopifyOrder order, Instant now) {
    return days == 0 || order.created.isAfter(now.minus(Duration.ofDays(days)));
  }
}
