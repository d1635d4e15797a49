package io.orderwire.storeapi;

import io.orderwire.port.DeadLetterQueues.Name;
import io.orderwire.port.DeadLetterQueues.Standing;

/// A dead-letter queue.
///
/// @param holds what its letters are
/// @param waiting about how many there are
/// @param beingRedriven they are being moved back to where they came from
/// @param remedy what to do about them
record DeadLettersView(
    Name queue,
    String holds,
    long waiting,
    boolean canBeRedriven,
    boolean beingRedriven,
    String remedy) {

  static DeadLettersView of(Standing standing) {
    Name name = standing.name();
    return new DeadLettersView(
        name,
        holds(name),
        standing.waiting(),
        name.canBeRedriven(),
        standing.beingRedriven(),
        remedy(name));
  }

  private static String holds(Name name) {
    return switch (name) {
      case INTAKE -> "receipts that could not be recorded";
      case POLL -> "polls that failed";
      case WEBHOOK -> "events and jobs that the webhook sender could not work off";
      case DISPATCH -> "places in the ledger's stream whose events could not be put on the bus";
    };
  }

  private static String remedy(Name name) {
    return switch (name) {
      case INTAKE, WEBHOOK ->
          "see the function's log for the reason; once it is gone, POST /v1/dead-letters/redrive";
      case POLL ->
          "the planner asks for the same window again anyway; POST /v1/dead-letters/redrive for"
              + " back-fills";
      case DISPATCH ->
          "the ledger holds the events: send them to subscribers again with"
              + " POST /v1/subscriptions/{id}/replay, or read GET /v1/stores/{id}/orders"
              + "?changed_since=";
    };
  }
}
