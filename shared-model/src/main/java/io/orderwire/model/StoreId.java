package io.orderwire.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A connected store: 3 to 63 characters of `a-z`, `0-9` and `-`.
public record StoreId(@JsonValue String value) implements Comparable<StoreId> {
  /// The pattern that every store id matches, for forms and schemas.
  public static final String PATTERN = "[a-z0-9-]{3,63}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public StoreId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("store id must match " + PATTERN + ": " + value);
    }
  }

  public static Parsed<StoreId> parse(String raw) {
    return FORM.matcher(raw).matches()
        ? Parsed.valid(new StoreId(raw))
        : Parsed.invalid("3 to 63 characters of a-z, 0-9 and -", raw);
  }

  @Override
  public int compareTo(StoreId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
