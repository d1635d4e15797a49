package io.orderwire.shops;

/// How a webhook attempt ended, as the shop saw it.
public sealed interface Outcome {

  /// The receiver answered in time.
  record Answered(int status) implements Outcome {}

  /// No answer: refused, reset, timed out, or lost on the way.
  record Unanswered(String reason) implements Outcome {}
}
