package io.orderwire.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A cart platform, such as `shopify` or `woocommerce`.
public record PlatformId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,31}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PlatformId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("platform id must match " + FORM + ": " + value);
    }
  }

  public static Parsed<PlatformId> parse(String raw) {
    return FORM.matcher(raw).matches()
        ? Parsed.valid(new PlatformId(raw))
        : Parsed.invalid("a platform id such as shopify or woocommerce", raw);
  }

  @Override
  public String toString() {
    return value;
  }
}
