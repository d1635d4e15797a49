package io.orderwire.testkit;

/// Decides where the in-memory world fails. It is asked before and after every step of a fake and
/// throws what shall go wrong: a `FaultException` for a fault of the world, a [Crash] for the end
/// of the process.
///
/// What fails before a step has not happened; what fails after it has, and only the answer is lost.
@FunctionalInterface
public interface Faults {
  Faults NONE = (step, moment) -> {};

  void at(Step step, Moment moment);

  /// On which side of the step's effect.
  enum Moment {
    BEFORE,
    AFTER
  }

  /// The calls that can fail.
  enum Step {
    LEDGER_READ,
    LEDGER_APPEND,
    STORES_READ,
    STORES_WRITE,
    POLLING_READ,
    POLLING_WRITE,
    NOTES_READ,
    NOTES_WRITE,
    INTAKE_SEND,
    POLL_SEND,
    WEBHOOK_SEND,
    SUBSCRIPTIONS_READ,
    SUBSCRIPTIONS_WRITE,
    ATTEMPT_WRITE,
    ARCHIVE_PUT,
    ARCHIVE_READ,
    SECRETS_SEAL,
    SECRETS_OPEN,
    /// The whole call.
    BUS_PUT,
    /// One entry of the call: a `FaultException` here refuses that entry alone.
    BUS_ENTRY,
    CART_CALL,
    WATCH_READ,
    WATCH_WRITE,
    CUSTOMERS_READ,
    CUSTOMERS_WRITE,
    ANSWERS_WRITE
  }
}
