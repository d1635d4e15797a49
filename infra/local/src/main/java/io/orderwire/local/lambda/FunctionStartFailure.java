package io.orderwire.local.lambda;

import java.io.Serial;

/// A function that did not start: its handler is missing, its constructor threw, or its process
/// ended.
final class FunctionStartFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  FunctionStartFailure(String message) {
    super(message);
  }
}
