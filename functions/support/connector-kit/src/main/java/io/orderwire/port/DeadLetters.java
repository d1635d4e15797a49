package io.orderwire.port;

import io.orderwire.message.IntakeMessage;
import java.util.function.Predicate;

/// Intake messages that could not be processed.
public interface DeadLetters {

  /// Deletes the messages that concern somebody and leaves the others.
  ///
  /// @return how many were deleted
  int purge(Predicate<IntakeMessage> concerned);
}
