package io.orderwire.local.source;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A schedule expression.
///
/// Source: EventBridge Scheduler user guide, "Schedule types". A rate counts from the start of the
/// runner.
sealed interface Expression {
  /// The first time after the given one; empty when there is none.
  Optional<Instant> next(Instant after);

  static Expression parse(String text, String zone) {
    Matcher matcher = Pattern.compile("(rate|cron|at)\\((.+)\\)").matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "the schedule '" + text + "' is no rate(…), cron(…) or at(…)");
    }
    String value = matcher.group(2).strip();
    ZoneId zoneId = ZoneId.of(zone);
    try {
      return switch (matcher.group(1)) {
        case "rate" -> Rate.parse(value);
        case "cron" ->
            new Cron(ExecutionTime.forCron(new CronParser(Cron.AWS).parse(value)), zoneId);
        default -> new At(LocalDateTime.parse(value).atZone(zoneId).toInstant());
      };
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IllegalArgumentException(
          "the schedule '" + text + "' is not valid: " + e.getMessage(), e);
    }
  }

  record Rate(Duration period) implements Expression {
    static Rate parse(String value) {
      Matcher matcher = Pattern.compile("([1-9][0-9]*) (minute|hour|day)s?").matcher(value);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("a rate is a number and minutes, hours or days");
      }
      long count = Long.parseLong(matcher.group(1));
      return new Rate(
          switch (matcher.group(2)) {
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          });
    }

    @Override
    public Optional<Instant> next(Instant after) {
      return Optional.of(after.plus(period));
    }
  }

  record Cron(ExecutionTime times, ZoneId zone) implements Expression {
    /// Minutes, hours, day of month, month, day of week (1 is Sunday) and year, with `?`, `L`, `W`
    /// and `#`.
    static final CronDefinition AWS =
        CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .supportsL()
            .supportsW()
            .supportsLW()
            .supportsQuestionMark()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsL()
            .supportsHash()
            .supportsQuestionMark()
            .and()
            .withYear()
            .and()
            .instance();

    @Override
    public Optional<Instant> next(Instant after) {
      return times.nextExecution(after.atZone(zone)).map(java.time.ZonedDateTime::toInstant);
    }
  }

  record At(Instant time) implements Expression {
    @Override
    public Optional<Instant> next(Instant after) {
      return time.isAfter(after) ? Optional.of(time) : Optional.empty();
    }
  }
}
