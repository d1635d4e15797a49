package io.orderwire.connectors.api2cart;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A pattern of PHP's `date()`, which API2Cart sends beside every time because it hands on what the
/// cart behind it wrote. A letter that stands for something else than a part of an exact time makes
/// the pattern unreadable, and a text that does not fit it is no time: neither is guessed.
/// Letters: <https://www.php.net/manual/en/datetime.format.php>
final class PhpDatePattern {
  private static final String ISO_8601 = "Y-m-d\\TH:i:sP";

  /// Written out, because the names of the machine's locale must not decide.
  private static final Map<Long, String> MONTHS =
      Map.ofEntries(
          Map.entry(1L, "Jan"),
          Map.entry(2L, "Feb"),
          Map.entry(3L, "Mar"),
          Map.entry(4L, "Apr"),
          Map.entry(5L, "May"),
          Map.entry(6L, "Jun"),
          Map.entry(7L, "Jul"),
          Map.entry(8L, "Aug"),
          Map.entry(9L, "Sep"),
          Map.entry(10L, "Oct"),
          Map.entry(11L, "Nov"),
          Map.entry(12L, "Dec"));

  private static final Map<Long, String> HALVES_OF_DAY = Map.of(0L, "AM", 1L, "PM");

  private static final Map<Character, Consumer<DateTimeFormatterBuilder>> PARTS = parts();

  private final DateTimeFormatter formatter;

  private PhpDatePattern(DateTimeFormatter formatter) {
    this.formatter = formatter;
  }

  /// Empty for a pattern with a letter that is not known here.
  static Optional<PhpDatePattern> parse(String pattern) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    String letters = pattern.equals("c") ? ISO_8601 : pattern;
    for (int index = 0; index < letters.length(); index++) {
      char letter = letters.charAt(index);
      if (letter == '\\' && index + 1 < letters.length()) {
        index++;
        builder.appendLiteral(letters.charAt(index));
      } else if (!append(builder, letter)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new PhpDatePattern(
            builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT)));
  }

  /// The instant that a text tells. The zone counts only where the pattern has none; a date without
  /// a time is its first moment.
  Optional<Instant> instant(String text, ZoneId zoneOfUnzoned) {
    try {
      TemporalAccessor parts = formatter.parse(text);
      if (parts.isSupported(ChronoField.INSTANT_SECONDS)) {
        return Optional.of(Instant.from(parts));
      }
      LocalDate date = LocalDate.from(parts);
      LocalTime time =
          Optional.ofNullable(parts.query(TemporalQueries.localTime())).orElse(LocalTime.MIDNIGHT);
      return Optional.of(date.atTime(time).atZone(zoneOfUnzoned).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static boolean append(DateTimeFormatterBuilder builder, char letter) {
    Consumer<DateTimeFormatterBuilder> part = PARTS.get(letter);
    if (part != null) {
      part.accept(builder);
      return true;
    }
    if (Character.isLetter(letter) || letter == '\\') {
      return false;
    }
    builder.appendLiteral(letter);
    return true;
  }

  private static Map<Character, Consumer<DateTimeFormatterBuilder>> parts() {
    Map<Character, Consumer<DateTimeFormatterBuilder>> parts = new LinkedHashMap<>();
    parts.put('Y', builder -> builder.appendValue(ChronoField.YEAR, 4));
    parts.put('m', digits(ChronoField.MONTH_OF_YEAR));
    parts.put('n', unpadded(ChronoField.MONTH_OF_YEAR));
    parts.put('M', builder -> builder.appendText(ChronoField.MONTH_OF_YEAR, MONTHS));
    parts.put('d', digits(ChronoField.DAY_OF_MONTH));
    parts.put('j', unpadded(ChronoField.DAY_OF_MONTH));
    parts.put('H', digits(ChronoField.HOUR_OF_DAY));
    parts.put('G', unpadded(ChronoField.HOUR_OF_DAY));
    parts.put('h', digits(ChronoField.CLOCK_HOUR_OF_AMPM));
    parts.put('g', unpadded(ChronoField.CLOCK_HOUR_OF_AMPM));
    parts.put('A', builder -> builder.appendText(ChronoField.AMPM_OF_DAY, HALVES_OF_DAY));
    parts.put('a', builder -> builder.appendText(ChronoField.AMPM_OF_DAY, HALVES_OF_DAY));
    parts.put('i', digits(ChronoField.MINUTE_OF_HOUR));
    parts.put('s', digits(ChronoField.SECOND_OF_MINUTE));
    parts.put('v', builder -> builder.appendFraction(ChronoField.NANO_OF_SECOND, 3, 3, false));
    parts.put('u', builder -> builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, 6, false));
    parts.put(
        'U', builder -> builder.appendValue(ChronoField.INSTANT_SECONDS, 1, 12, SignStyle.NORMAL));
    parts.put('O', builder -> builder.appendOffset("+HHMM", "+0000"));
    parts.put('P', builder -> builder.appendOffset("+HH:MM", "+00:00"));
    parts.put('p', builder -> builder.appendOffset("+HH:MM", "Z"));
    parts.put('T', DateTimeFormatterBuilder::appendZoneOrOffsetId);
    parts.put('e', DateTimeFormatterBuilder::appendZoneOrOffsetId);
    return parts;
  }

  private static Consumer<DateTimeFormatterBuilder> digits(ChronoField field) {
    return builder -> builder.appendValue(field, 2);
  }

  private static Consumer<DateTimeFormatterBuilder> unpadded(ChronoField field) {
    return builder -> builder.appendValue(field, 1, 2, SignStyle.NOT_NEGATIVE);
  }
}
