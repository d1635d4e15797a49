package io.orderwire.shops.bigcommerce;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// V2 writes RFC 2822 in UTC, V3 RFC 3339; bounds may be either.
final class BigDates {
  private static final DateTimeFormatter MAIL =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss Z", Locale.ROOT);
  private static final DateTimeFormatter NET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  private BigDates() {}

  static String mail(Instant at) {
    return MAIL.format(at.atOffset(ZoneOffset.UTC));
  }

  static String net(Instant at) {
    return NET.format(at.atOffset(ZoneOffset.UTC));
  }

  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          text.contains(",")
              ? OffsetDateTime.parse(text, MAIL).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
