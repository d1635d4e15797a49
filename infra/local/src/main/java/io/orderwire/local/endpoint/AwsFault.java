package io.orderwire.local.endpoint;

import java.io.Serial;

/// An error as an AWS service answers it: a code that clients switch on, and a message for people.
final class AwsFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String code;

  AwsFault(String code, String message) {
    super(message);
    this.code = code;
  }

  static AwsFault validation(String message) {
    return new AwsFault("ValidationException", message);
  }

  static AwsFault notFound(String message) {
    return new AwsFault("ResourceNotFoundException", message);
  }

  String code() {
    return code;
  }
}
