package io.orderwire.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A platform's own id of an order, a cart or a customer: opaque, 1 to 128 printable characters.
/// `#` is refused because it separates the parts of ledger keys.
public record ExternalId(@JsonValue String value) implements Comparable<ExternalId> {
  private static final int MAX_LENGTH = 128;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ExternalId {
    if (!valid(value)) {
      throw new IllegalArgumentException(
          "external id must be 1 to 128 printable characters without #: " + value);
    }
  }

  public static Parsed<ExternalId> parse(String raw) {
    return valid(raw)
        ? Parsed.valid(new ExternalId(raw))
        : Parsed.invalid("1 to 128 printable characters without #", raw);
  }

  private static boolean valid(String raw) {
    boolean valid = !raw.isEmpty() && raw.length() <= MAX_LENGTH;
    for (int index = 0; valid && index < raw.length(); index++) {
      char c = raw.charAt(index);
      valid = c > ' ' && c != 0x7f && c != '#';
    }
    return valid;
  }

  @Override
  public int compareTo(ExternalId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
