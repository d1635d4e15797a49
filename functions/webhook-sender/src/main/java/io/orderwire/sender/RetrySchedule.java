package io.orderwire.sender;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a delivery that failed is tried again: nine tries over a day and more, ever further apart.
///
/// Jitter only lengthens a wait, so that a day is a day whatever the dice say; what failed together
/// does not come back together.
final class RetrySchedule {
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(8),
          Duration.ofHours(10));

  /// What a receiver may ask for; more would leave too few tries in the day.
  private static final Duration LONGEST_ASKED = Duration.ofHours(2);

  /// The jitter is at most a fifth of the wait.
  private static final int JITTER_DIVISOR = 5;

  private RetrySchedule() {}

  /// How long to wait after a try; empty if it was the last.
  ///
  /// @param attempt number of the try, from 1
  /// @param asked what the receiver asked for with `Retry-After`: it can lengthen a wait
  static Optional<Duration> after(int attempt, Optional<Duration> asked, RandomGenerator jitter) {
    if (attempt > WAITS.size()) {
      return Optional.empty();
    }
    Duration own = WAITS.get(attempt - 1);
    Duration wanted = asked.map(RetrySchedule::bounded).orElse(Duration.ZERO);
    Duration wait = wanted.compareTo(own) > 0 ? wanted : own;
    return Optional.of(wait.plusMillis(jitter.nextLong(wait.toMillis() / JITTER_DIVISOR + 1)));
  }

  private static Duration bounded(Duration asked) {
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }
}
