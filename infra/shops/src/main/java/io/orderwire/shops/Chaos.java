package io.orderwire.shops;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// Faults to be played, each with its probability from 0 to 1, under a seed of their own.
///
/// Written `drop=0.2,duplicate=0.2,reorder=0.2,seed=7`; the names are those of [Fault] in lower
/// case.
///
/// @param rates probability per fault; a fault that is not named never happens
/// @param seed of the choices; the same seed and the same events give the same faults
public record Chaos(Map<Fault, BigDecimal> rates, long seed) {

  /// What can go wrong.
  public enum Fault {
    /// A webhook is never sent.
    DROP,
    /// A webhook is sent twice.
    DUPLICATE,
    /// A webhook is held back for some seconds, so that later ones overtake it.
    REORDER,
    /// A webhook is held back for minutes.
    DELAY,
    /// An order appears (in webhooks and in lists) before its delivery and taxes are written, and
    /// is completed seconds later.
    HALF,
    /// An API call answers 5xx without doing anything.
    ERROR,
    /// An API call answers as if the credentials had expired.
    EXPIRED,
    /// An API call, and those of the next second, are throttled.
    THROTTLE
  }

  public Chaos {
    EnumMap<Fault, BigDecimal> ordered = new EnumMap<>(Fault.class);
    ordered.putAll(rates);
    rates = Collections.unmodifiableMap(ordered);
  }

  public static Chaos none() {
    return new Chaos(Map.of(), 0);
  }

  /// Reads `name=rate,…,seed=n`. An empty text means no faults.
  ///
  /// @throws IllegalArgumentException naming the part that cannot be read, and what could stand
  ///     there
  public static Chaos parse(String text) {
    EnumMap<Fault, BigDecimal> rates = new EnumMap<>(Fault.class);
    long seed = 0;
    for (String part : text.split(",")) {
      if (part.isBlank()) {
        continue;
      }
      String[] pair = part.strip().split("=", 2);
      if (pair.length != 2) {
        throw unreadable(part);
      }
      if (pair[0].equals("seed")) {
        seed = number(part, pair[1]).longValueExact();
        continue;
      }
      rates.put(fault(part, pair[0]), rate(part, pair[1]));
    }
    return new Chaos(rates, seed);
  }

  /// The probability of one fault.
  public BigDecimal rate(Fault fault) {
    return rates.getOrDefault(fault, BigDecimal.ZERO);
  }

  private static Fault fault(String part, String name) {
    try {
      return Fault.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw unreadable(part);
    }
  }

  private static BigDecimal rate(String part, String value) {
    BigDecimal rate = number(part, value);
    if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0) {
      throw unreadable(part);
    }
    return rate;
  }

  private static BigDecimal number(String part, String value) {
    try {
      return new BigDecimal(value.strip());
    } catch (NumberFormatException unreadable) {
      throw unreadable(part);
    }
  }

  private static IllegalArgumentException unreadable(String part) {
    return new IllegalArgumentException(
        "chaos: cannot read '"
            + part
            + "'; write drop, duplicate, reorder, delay, half, error, expired or throttle"
            + " = a rate from 0 to 1, and seed = a whole number");
  }
}
