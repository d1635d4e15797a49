package io.orderwire.port;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/// An event subscription: 3 to 100 characters of `A-Z`, `a-z`, `0-9`, `-` and `_`.
public record SubscriptionId(@JsonValue String value) implements Comparable<SubscriptionId> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{3,100}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SubscriptionId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("subscription id must match " + FORM + ": " + value);
    }
  }

  /// Empty if the text is no id.
  public static Optional<SubscriptionId> parse(String raw) {
    return FORM.matcher(raw).matches() ? Optional.of(new SubscriptionId(raw)) : Optional.empty();
  }

  @Override
  public int compareTo(SubscriptionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
