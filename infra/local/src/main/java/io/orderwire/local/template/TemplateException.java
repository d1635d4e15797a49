package io.orderwire.local.template;

import java.io.Serial;

/// A template, a parameter or an intrinsic that cannot be used. The message is one line that names
/// the place and what to change there.
public final class TemplateException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public TemplateException(String message) {
    super(message);
  }

  public TemplateException(String message, Throwable cause) {
    super(message, cause);
  }
}
