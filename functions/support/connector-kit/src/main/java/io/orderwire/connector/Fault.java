package io.orderwire.connector;

import java.time.Duration;
import java.util.Optional;

/// A fault of the world, with the one category that decides what happens next.
///
/// @param scope whom it concerns: this store, or all stores of the account it belongs to
/// @param retryAfter what the other side asked for
/// @param detail for logs; no secrets, no personal data
public record Fault(Category category, Scope scope, Optional<Duration> retryAfter, String detail) {

  /// A fault of one store's cart.
  public Fault(Category category, Optional<Duration> retryAfter, String detail) {
    this(category, Scope.STORE, retryAfter, detail);
  }

  /// Whom a fault concerns.
  public enum Scope {
    STORE,
    /// See [Descriptor.Account]; the store alone where the platform has no accounts.
    ACCOUNT
  }

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
