package io.orderwire.system.template;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The schedule expressions of EventBridge Scheduler, such as `rate(1 minute)`, `rate(5 hours)` and
/// `cron(0/5 * * * ? *)`.
///
/// Source: the Scheduler user guide, "Schedule types". cfn-lint lets a wrong one through.
final class ScheduleExpression {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)(s?)\\)");
  private static final Pattern CRON = Pattern.compile("cron\\(([^)]*)\\)");

  /// Minutes, hours, day of month, month, day of week, year.
  private static final List<Pattern> CRON_FIELDS =
      List.of(
          field("[0-5]?\\d"),
          field("[01]?\\d|2[0-3]"),
          field("\\?|L|[1-9]W?|[12]\\dW?|3[01]W?"),
          field("[1-9]|1[0-2]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"),
          field("\\?|L|[1-7]L?|[1-7]#[1-5]|SUN|MON|TUE|WED|THU|FRI|SAT"),
          field("19[7-9]\\d|20\\d\\d|21\\d\\d"));

  private ScheduleExpression() {}

  static Optional<String> fault(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (rate.matches()) {
      boolean one = Integer.parseInt(rate.group(1)) == 1;
      boolean plural = !rate.group(3).isEmpty();
      return Integer.parseInt(rate.group(1)) > 0 && one != plural
          ? Optional.empty()
          : Optional.of(expression + ": 1 takes the singular, more than 1 the plural");
    }
    Matcher cron = CRON.matcher(expression);
    if (!cron.matches()) {
      return Optional.of(expression + " is neither rate(…) nor cron(…)");
    }
    return cronFault(expression, List.of(cron.group(1).strip().split("\\s+")));
  }

  private static Optional<String> cronFault(String expression, List<String> fields) {
    if (fields.size() != CRON_FIELDS.size()) {
      return Optional.of(expression + " has " + fields.size() + " fields and needs 6");
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!CRON_FIELDS.get(i).matcher(fields.get(i)).matches()) {
        return Optional.of(expression + ": field " + (i + 1) + " cannot be " + fields.get(i));
      }
    }
    boolean dayOfMonthOpen = fields.get(2).equals("?");
    boolean dayOfWeekOpen = fields.get(4).equals("?");
    return dayOfMonthOpen == dayOfWeekOpen
        ? Optional.of(expression + ": exactly one of day of month and day of week is ?")
        : Optional.empty();
  }

  private static Pattern field(String one) {
    String step = "(/\\d+)?";
    String range = "(" + one + ")(-(" + one + "))?" + step;
    return Pattern.compile("\\*" + step + "|" + range + "(," + range + ")*");
  }
}
