package io.orderwire.model;

import java.time.Instant;
import java.util.Optional;

/// One fact of the platform that speaks for importing an order, such as `date_paid`, with the
/// platform's own value and, where the platform tells it, when the fact came about.
public record Evidence(String code, String raw, Optional<Instant> at) {

  /// A fact of which the platform does not say when.
  public Evidence(String code, String raw) {
    this(code, raw, Optional.empty());
  }
}
