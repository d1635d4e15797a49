package io.orderwire.engine;

import io.orderwire.connector.Descriptor.Allowance;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import java.time.Duration;
import java.util.Optional;

/// The one place that says what a fault of the world leads to.
///
/// | fault | within the call | afterwards |
/// |---|---|---|
/// | throttled | wait as asked, a few times | later, for days |
/// | unavailable | try again twice | later, for days |
/// | unauthorized | - | park the store |
/// | gone | - | later, a few times, then put aside |
/// | malformed | - | later, a few times, then put aside |
public final class RetryTable {
  /// The longest delay a queue can give a message.
  public static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /// A cart that is not back by then needs a person.
  public static final Duration PATIENCE = Duration.ofDays(3);

  private static final Duration FIRST_DELAY = Duration.ofSeconds(10);
  private static final Duration A_CALL = Duration.ofMillis(100);
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration HEARD_BY_ALL = Holds.WORTH_TELLING;
  private static final int WAITS_FOR_BUDGET = 4;
  private static final int WAITS_FOR_ANSWER = 2;
  private static final int TRIES_OF_THE_SENSELESS = 5;
  private static final int MOST_DOUBLINGS = 10;

  /// What to do next.
  public sealed interface Reaction {
    /// Send the message again with this delay.
    record RetryLater(Duration delay) implements Reaction {}

    /// No call to this store can succeed until somebody acts: `reason` and `remedy` are for people.
    record ParkStore(String code, String reason, String remedy) implements Reaction {}

    /// Put the message aside, visible and replayable.
    record Quarantine(String code, String reason) implements Reaction {}
  }

  private RetryTable() {}

  /// How long to wait before the same call is made again at once; empty to give it up for now.
  static Optional<Duration> withinCall(Fault fault, int attempt) {
    return switch (fault.category()) {
      case THROTTLED ->
          attempt < WAITS_FOR_BUDGET
              ? Optional.of(fault.retryAfter().orElse(doubled(FIRST_WAIT, attempt)))
              : Optional.empty();
      case UNAVAILABLE ->
          attempt < WAITS_FOR_ANSWER
              ? Optional.of(fault.retryAfter().orElse(doubled(FIRST_WAIT, attempt)))
              : Optional.empty();
      case UNAUTHORIZED, GONE, MALFORMED -> Optional.empty();
    };
  }

  /// How long to wait before asking again whether fewer calls are under way: about as long as one
  /// takes, then longer.
  static Duration untilAPlaceIsFree(int attempt) {
    return doubled(A_CALL, Math.min(attempt, 4));
  }

  /// How long nobody should call a cart that refused a call for being called too often. Where calls
  /// at the same time are counted, it was refused for what all processes do together, and the
  /// platform cannot know until when: long enough that all of them hear of it.
  static Duration closedFor(Fault fault, int attempt, Allowance allowance) {
    Duration own = doubled(allowance.atOnce().isPresent() ? HEARD_BY_ALL : FIRST_WAIT, attempt);
    return fault.retryAfter().orElse(own);
  }

  /// What becomes of the work that a fault stopped.
  ///
  /// @param attempt how often the work was sent again already
  /// @param age since the work first arrived
  public static Reaction afterwards(Fault fault, int attempt, Duration age) {
    return switch (fault.category()) {
      case THROTTLED, UNAVAILABLE ->
          age.compareTo(PATIENCE) < 0
              ? new Reaction.RetryLater(delay(fault, attempt))
              : putAside("cart_unreachable", fault);
      case UNAUTHORIZED ->
          new Reaction.ParkStore(
              "unauthorized",
              "the cart refuses the credentials: " + fault.detail(),
              "update the store's credentials; it is polled from where it stood");
      case GONE ->
          attempt < TRIES_OF_THE_SENSELESS
              ? new Reaction.RetryLater(delay(fault, attempt))
              : putAside("gone", fault);
      case MALFORMED ->
          attempt < TRIES_OF_THE_SENSELESS
              ? new Reaction.RetryLater(delay(fault, attempt))
              : putAside("malformed_answer", fault);
    };
  }

  private static Reaction putAside(String code, Fault fault) {
    return new Reaction.Quarantine(code, fault.detail());
  }

  private static Duration delay(Fault fault, int attempt) {
    Duration wanted = fault.retryAfter().orElse(doubled(FIRST_DELAY, attempt));
    return wanted.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : wanted;
  }

  private static Duration doubled(Duration first, int attempt) {
    return first.multipliedBy(1L << Math.min(attempt, MOST_DOUBLINGS));
  }

  /// True for the categories that time may heal by itself.
  public static boolean isPassing(Category category) {
    return switch (category) {
      case THROTTLED, UNAVAILABLE -> true;
      case UNAUTHORIZED, GONE, MALFORMED -> false;
    };
  }
}
