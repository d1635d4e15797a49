package io.orderwire.shops.magento;

import io.orderwire.shops.Purchase;
import java.time.Instant;
import java.util.Optional;

/// A basket. Finished, it names the order that it became.
record MageQuote(
    long id,
    Purchase purchase,
    Instant created,
    Instant updated,
    Optional<String> reserved,
    boolean active) {

  MageQuote converted(String increment, Instant at) {
    return new MageQuote(id, purchase, created, at, Optional.of(increment), false);
  }
}
