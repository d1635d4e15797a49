package io.orderwire.local.endpoint;

import java.io.Serial;

/// The suite cannot start or go on. The message is one line for a person: what is wrong, and the
/// remedy.
public final class StartFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StartFailure(String message) {
    super(message);
  }

  public StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
