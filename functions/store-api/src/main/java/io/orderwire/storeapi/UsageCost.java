package io.orderwire.storeapi;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import io.orderwire.model.CurrencyCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What calls come to at list prices: an estimate, not a bill.
///
/// @param region whose list prices they are
/// @param pricesOf the month in which the prices were read
/// @param polls how many poll jobs the store was due for, as it is set up now
/// @param total of `services`
/// @param thirtyDays what thirty days like this period come to
/// @param leftOut what is billed as well and not estimated here
record UsageCost(
    String region,
    CurrencyCode currency,
    String pricesOf,
    long polls,
    List<Priced> services,
    @JsonFormat(shape = Shape.STRING) BigDecimal total,
    @JsonFormat(shape = Shape.STRING) BigDecimal thirtyDays,
    List<String> leftOut) {
  private static final List<String> LEFT_OUT =
      List.of(
          "Lambda's compute time and logs",
          "storage, backups and data transfer",
          "deliveries and rows that brought nothing new, and orders that were fetched again",
          "a first version of an order, which costs some more, and orders of more than a few"
              + " kilobytes",
          "what reconciling and erasing read, and what is recorded of the store itself",
          "the planner and the queues' pollers, which all stores share; smaller batches when little"
              + " comes in",
          "subscribed URLs, and the consumers of your events");

  private static final Duration MONTH = Duration.ofDays(30);
  private static final int SCALE = 6;

  UsageCost {
    services = List.copyOf(services);
    leftOut = List.copyOf(leftOut);
  }

  /// Calls of one kind.
  ///
  /// @param calls for versions
  /// @param pollCalls for looking whether anything changed
  /// @param million price of a million
  /// @param amount of both
  record Priced(
      String service,
      String unit,
      @JsonFormat(shape = Shape.STRING) BigDecimal calls,
      @JsonFormat(shape = Shape.STRING) BigDecimal pollCalls,
      @JsonFormat(shape = Shape.STRING) BigDecimal million,
      @JsonFormat(shape = Shape.STRING) BigDecimal amount) {}

  /// @param time in which these calls were made
  static UsageCost of(BilledCalls versions, long polls, Duration time) {
    BilledCalls polling = CallsByCause.ofPoll().times(polls);
    BigDecimal total = versions.plus(polling).cost();
    return new UsageCost(
        BilledCall.REGION,
        new CurrencyCode(BilledCall.CURRENCY),
        BilledCall.PRICES_OF,
        polls,
        Arrays.stream(BilledCall.values())
            .map(call -> priced(call, versions.of(call), polling.of(call)))
            .toList(),
        plain(total),
        total
            .multiply(BigDecimal.valueOf(MONTH.toSeconds()))
            .divide(BigDecimal.valueOf(Math.max(1, time.toSeconds())), SCALE, RoundingMode.HALF_UP),
        LEFT_OUT);
  }

  private static Priced priced(BilledCall call, BigDecimal calls, BigDecimal pollCalls) {
    return new Priced(
        call.service(),
        call.unit(),
        plain(calls),
        plain(pollCalls),
        call.million(),
        plain(call.cost(calls.add(pollCalls))));
  }

  /// Exact, without zeros at the end and without an exponent.
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
