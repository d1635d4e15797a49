package io.orderwire.connectors.api2cart;

import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.Finding;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Times as `{value, format}`: a text and the PHP date pattern that wrote it.
final class Times {
  static final String ZONE_OPTION = "time_zone";

  private Times() {}

  /// The time in a member; where its pattern has no zone, in that of the shop.
  static Optional<Instant> of(RawNode node, String member, StoreContext store) {
    RawNode time = node.at(member);
    Optional<String> value = time.text("value");
    Optional<String> format = time.text("format");
    if (value.isEmpty() || format.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> instant =
        PhpDatePattern.parse(format.get())
            .flatMap(pattern -> pattern.instant(value.get(), zone(store)));
    if (instant.isEmpty()) {
      time.report(
          Finding.warning(
              time.pointer(), "unreadable_time", "a time that its pattern does not read"));
    }
    return instant;
  }

  private static ZoneId zone(StoreContext store) {
    try {
      return store.option(ZONE_OPTION).map(ZoneId::of).orElse(ZoneOffset.UTC);
    } catch (DateTimeException noZone) {
      return ZoneOffset.UTC;
    }
  }
}
