package io.orderwire.model;

import java.util.Optional;

/// Something odd in a payload: where (JSON pointer into the raw document), what (a stable code such
/// as `invalid_money`), how bad, a sentence for people, and the raw value where it is no personal
/// data.
public record Finding(
    String path, String code, Severity severity, String message, Optional<String> raw) {

  public static Finding warning(String path, String code, String message) {
    return new Finding(path, code, Severity.WARNING, message, Optional.empty());
  }

  public static Finding warning(String path, String code, String message, String raw) {
    return new Finding(path, code, Severity.WARNING, message, Optional.of(raw));
  }

  public static Finding error(String path, String code, String message) {
    return new Finding(path, code, Severity.ERROR, message, Optional.empty());
  }

  public static Finding info(String path, String code, String message) {
    return new Finding(path, code, Severity.INFO, message, Optional.empty());
  }
}
