package io.orderwire.shops.woocommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// WooCommerce's dates: no zone is ever written, neither for site time nor for `_gmt`.
final class WooDates {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private static final int DIGITS = "2026-05-01T00:00:00".length();

  private final ZoneId zone;

  WooDates(ZoneId zone) {
    this.zone = zone;
  }

  String local(Instant instant) {
    return FORMAT.format(instant.atZone(zone));
  }

  String gmt(Instant instant) {
    return FORMAT.format(instant.atOffset(ZoneOffset.UTC));
  }

  void put(ObjectNode node, String field, Optional<Instant> instant, boolean gmt) {
    if (instant.isEmpty()) {
      node.putNull(field);
      return;
    }
    node.put(field, gmt ? gmt(instant.get()) : local(instant.get()));
  }

  /// Reads a bound. Whatever follows the seconds (a zone, `Z`) is ignored: the digits are site time
  /// unless `gmt`. Empty when it is not a date.
  Optional<Instant> parse(String text, boolean gmt) {
    String digits = text.length() > DIGITS ? text.substring(0, DIGITS) : text;
    String full = digits.length() == 10 ? digits + "T00:00:00" : digits;
    try {
      LocalDateTime read = LocalDateTime.parse(full, FORMAT);
      return Optional.of(read.atZone(gmt ? ZoneOffset.UTC : zone).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
