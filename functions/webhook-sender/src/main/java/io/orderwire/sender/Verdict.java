package io.orderwire.sender;

import io.orderwire.connector.CartReply;
import java.time.Duration;
import java.util.Optional;

/// What a receiver's answer means.
sealed interface Verdict {

  /// It has the event.
  record Delivered(int status) implements Verdict {}

  /// It wants no more events, ever: 410.
  record Gone() implements Verdict {}

  /// It does not have the event.
  ///
  /// @param status of the answer, if there was one
  record Failed(Optional<Integer> status, String reason, Optional<Duration> retryAfter)
      implements Verdict {}

  static Verdict of(CartReply reply) {
    int status = reply.status();
    return switch (status / 100) {
      case 2 -> new Delivered(status);
      case 3 ->
          failed(
              reply, "status " + status + ": redirects are not followed; subscribe their target");
      default -> status == 410 ? new Gone() : failed(reply, "status " + status);
    };
  }

  /// There was no answer.
  static Verdict unanswered(String reason) {
    return new Failed(Optional.empty(), reason, Optional.empty());
  }

  private static Verdict failed(CartReply reply, String reason) {
    return new Failed(Optional.of(reply.status()), reason, reply.retryAfter());
  }
}
