package io.orderwire.storeapi;

import io.orderwire.model.LineView;
import io.orderwire.model.OrderStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads query parameters and collects what is wrong with them.
final class Parameters {
  static final int USUAL_LIMIT = 20;
  static final int MOST = 100;
  static final int USUAL_HOURS = 24;

  /// A week.
  static final int MOST_HOURS = 168;

  private final ApiRequest request;
  private final List<FieldError> errors = new ArrayList<>();

  Parameters(ApiRequest request) {
    this.request = request;
  }

  List<FieldError> errors() {
    return List.copyOf(errors);
  }

  int limit() {
    return number("limit", "limit", MOST, USUAL_LIMIT);
  }

  int hours() {
    return number("hours", "number of hours", MOST_HOURS, USUAL_HOURS);
  }

  private int number(String name, String what, int most, int usual) {
    String text = request.parameter(name).orElse(Integer.toString(usual));
    if (text.matches("[0-9]{1,3}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    errors.add(
        FieldError.of(
            name,
            "\"%s\" is no %s".formatted(text, what),
            "use a number from 1 to %d".formatted(most)));
    return usual;
  }

  Instant since(String name) {
    return moment(name).orElse(Instant.EPOCH);
  }

  /// Empty if it is not given, or is no instant.
  Optional<Instant> moment(String name) {
    Optional<String> text = request.parameter(name);
    Optional<Instant> instant = text.flatMap(Parameters::instant);
    if (text.isPresent() && instant.isEmpty()) {
      errors.add(
          FieldError.of(
              name,
              "\"%s\" is no instant".formatted(text.get()),
              "write it like 2026-11-23T12:00:00Z (percent-encode a + of an offset)"));
    }
    return instant;
  }

  /// The number of a version, which must be given.
  long version(String name) {
    Optional<String> text = request.parameter(name);
    if (text.filter(Parameters::isVersion).isEmpty()) {
      errors.add(
          FieldError.of(
              name,
              text.map("\"%s\" is no number of a version"::formatted)
                  .orElseGet(() -> name + " is missing"),
              "give a number from 1, such as %s=1".formatted(name)));
      return 1;
    }
    return Long.parseLong(text.get());
  }

  static boolean isVersion(String text) {
    return text.matches("[1-9][0-9]{0,9}");
  }

  Optional<String> status() {
    Optional<String> text = request.parameter("status");
    oneOf(
        "status",
        text,
        Arrays.stream(OrderStatus.values())
            .map(status -> status.name().toLowerCase(Locale.ROOT))
            .toList());
    return text;
  }

  /// How lines are shown that are parts of others; as recorded, unless asked otherwise.
  LineView lines() {
    List<LineView> views = List.of(LineView.values());
    Optional<String> text = request.parameter("lines");
    oneOf("lines", text, views.stream().map(Parameters::word).toList());
    return views.stream()
        .filter(view -> text.filter(word(view)::equals).isPresent())
        .findFirst()
        .orElse(LineView.TREE);
  }

  private static String word(LineView view) {
    return view.name().toLowerCase(Locale.ROOT);
  }

  void oneOf(String name, Optional<String> text, List<String> known) {
    if (text.isPresent() && !known.contains(text.get())) {
      errors.add(
          FieldError.of(
              name,
              "\"%s\" is no %s".formatted(text.get(), name),
              "use one of " + String.join(", ", known)));
    }
  }

  void wrongCursor() {
    errors.add(
        FieldError.of(
            "cursor", "this cursor is not one of ours", "use next_cursor of the page before"));
  }

  /// RFC 3339, or a date for its beginning in UTC.
  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException noInstant) {
      try {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
      } catch (DateTimeParseException noDate) {
        return Optional.empty();
      }
    }
  }
}
