package io.orderwire.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An exact amount in one currency.
///
/// The scale is normalised: trailing zeros beyond the currency's fraction digits go, missing ones
/// are added, so `12.5` and `12.500` EUR are both `12.50` and equal. More digits than the currency
/// has are kept (unit prices carry them). Bounds: 30 digits before and 18 behind the point.
public record Money(
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, CurrencyCode currency) {
  private static final int MAX_SCALE = 18;
  private static final int MAX_INTEGER_DIGITS = 30;
  private static final int MAX_TEXT = 64;

  public Money {
    if (outOfBounds(amount)) {
      throw new IllegalArgumentException(
          "amount has more than 30 digits before or 18 behind the point");
    }
    amount = normalized(amount, currency.fractionDigits());
  }

  public static Money of(String amount, String currency) {
    return new Money(new BigDecimal(amount), new CurrencyCode(currency));
  }

  public static Money zero(CurrencyCode currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  public static Parsed<Money> parse(String raw, CurrencyCode currency) {
    String text = raw.strip();
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      return Parsed.invalid("a decimal number", raw);
    }
    try {
      BigDecimal amount = new BigDecimal(text);
      return outOfBounds(amount)
          ? Parsed.invalid("at most 30 digits before and 18 behind the point", raw)
          : Parsed.valid(new Money(amount, currency));
    } catch (NumberFormatException notDecimal) {
      return Parsed.invalid("a decimal number", raw);
    }
  }

  public Money plus(Money other) {
    return new Money(amount.add(sameCurrency(other).amount), currency);
  }

  public Money minus(Money other) {
    return new Money(amount.subtract(sameCurrency(other).amount), currency);
  }

  public Money negated() {
    return new Money(amount.negate(), currency);
  }

  public Money times(Quantity quantity) {
    return new Money(amount.multiply(quantity.value()), currency);
  }

  public Money abs() {
    return new Money(amount.abs(), currency);
  }

  /// Rounded half up to the currency's fraction digits, as carts do.
  public Money rounded() {
    return rounded(RoundingMode.HALF_UP);
  }

  /// Rounded to the currency's fraction digits.
  public Money rounded(RoundingMode mode) {
    return new Money(amount.setScale(currency.fractionDigits(), mode), currency);
  }

  public int signum() {
    return amount.signum();
  }

  public boolean isZero() {
    return amount.signum() == 0;
  }

  public static Money sum(CurrencyCode currency, Stream<Money> amounts) {
    return amounts.reduce(zero(currency), Money::plus);
  }

  /// Splits by weight without losing or inventing a smallest unit: largest remainder, ties to the
  /// earlier part. Weights must not be negative; if all are zero the parts are equal. Works at the
  /// amount's own scale.
  public List<Money> split(List<BigDecimal> weights) {
    if (weights.isEmpty() || weights.stream().anyMatch(weight -> weight.signum() < 0)) {
      throw new IllegalArgumentException("split needs at least one weight and none below zero");
    }
    BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.signum() == 0) {
      return split(weights.stream().map(ignored -> BigDecimal.ONE).toList());
    }
    int scale = amount.scale();
    BigInteger units = amount.unscaledValue().abs();
    List<BigInteger> parts = new ArrayList<>();
    List<BigDecimal> remainders = new ArrayList<>();
    BigInteger given = BigInteger.ZERO;
    for (BigDecimal weight : weights) {
      BigDecimal[] share = new BigDecimal(units).multiply(weight).divideAndRemainder(sum);
      parts.add(share[0].toBigInteger());
      remainders.add(share[1]);
      given = given.add(share[0].toBigInteger());
    }
    int left = units.subtract(given).intValueExact();
    IntStream.range(0, parts.size())
        .boxed()
        .sorted((a, b) -> remainders.get(b).compareTo(remainders.get(a)))
        .limit(left)
        .forEach(index -> parts.set(index, parts.get(index).add(BigInteger.ONE)));
    return parts.stream()
        .map(part -> new BigDecimal(amount.signum() < 0 ? part.negate() : part, scale))
        .map(part -> new Money(part, currency))
        .toList();
  }

  private Money sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
    }
    return other;
  }

  private static boolean outOfBounds(BigDecimal amount) {
    if (amount.scale() > MAX_SCALE && amount.stripTrailingZeros().scale() > MAX_SCALE) {
      return true;
    }
    return (long) amount.precision() - amount.scale() > MAX_INTEGER_DIGITS;
  }

  private static BigDecimal normalized(BigDecimal amount, int fractionDigits) {
    if (amount.scale() <= fractionDigits) {
      return amount.setScale(fractionDigits);
    }
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < fractionDigits ? stripped.setScale(fractionDigits) : stripped;
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
