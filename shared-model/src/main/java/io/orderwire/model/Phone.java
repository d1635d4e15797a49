package io.orderwire.model;

import java.util.Optional;
import java.util.regex.Pattern;

/// A phone number as the shop wrote it and, when it is one beyond doubt, in E.164.
public record Phone(String raw, Optional<String> e164) {
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern PUNCTUATION = Pattern.compile("[ ()./-]");

  /// Beyond doubt only with its country code; a trunk zero in brackets is none of the number.
  public static Phone of(String raw) {
    String digits = PUNCTUATION.matcher(raw.replace("(0)", "")).replaceAll("");
    return new Phone(raw, Optional.of(digits).filter(number -> E164.matcher(number).matches()));
  }
}
