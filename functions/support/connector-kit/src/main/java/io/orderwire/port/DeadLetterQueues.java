package io.orderwire.port;

import java.util.List;

/// The queues of what could not be worked off, however often it was tried.
public interface DeadLetterQueues {

  /// What the letters of a queue are.
  enum Name {
    /// Receipts that the normalizer could not record.
    INTAKE,
    /// Polls that failed.
    POLL,
    /// Events and jobs of the webhook sender.
    WEBHOOK,
    /// Places in the ledger's stream; the ledger holds what stands there. They came from no queue,
    /// so they cannot be moved back to one.
    DISPATCH;

    public boolean canBeRedriven() {
      return this != DISPATCH;
    }
  }

  /// How a queue stands.
  ///
  /// @param waiting about how many letters
  /// @param beingRedriven they are being moved back now
  record Standing(Name name, long waiting, boolean beingRedriven) {}

  /// All of them, by their names.
  List<Standing> standings();

  /// Begins to move all letters of a queue back to the queues that they came from. The move goes on
  /// by itself. What came from no queue, such as events that the bus could not hand over, stays.
  ///
  /// @throws IllegalArgumentException for a queue that cannot be redriven
  void redrive(Name name);
}
