package io.orderwire.connector;

import java.time.Duration;
import java.util.Optional;

/// A fault of the world, with the one category that decides what happens next.
///
/// @param retryAfter what the other side asked for
/// @param detail for logs; no secrets, no personal data
public record Fault(Category category, Optional<Duration> retryAfter, String detail) {

  /// What kind of fault.
  public enum Category {
    /// Too many calls: wait.
    THROTTLED,
    /// The cart does not answer, or with a server error: try again later.
    UNAVAILABLE,
    /// Credentials are refused: park the store.
    UNAUTHORIZED,
    /// The thing asked for is not there.
    GONE,
    /// The answer makes no sense: a page of HTML, a broken document.
    MALFORMED
  }

  public static Fault of(Category category, String detail) {
    return new Fault(category, Optional.empty(), detail);
  }
}
