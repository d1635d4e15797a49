package io.orderwire.storeapi;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How many calls of each kind; fractions where calls work for several at once.
public record BilledCalls(Map<BilledCall, BigDecimal> each) {
  static final BilledCalls NONE = new BilledCalls(Map.of());

  public BilledCalls {
    Map<BilledCall, BigDecimal> copy = new EnumMap<>(BilledCall.class);
    copy.putAll(each);
    each = Collections.unmodifiableMap(copy);
  }

  /// The same, and so many more of one kind.
  BilledCalls and(String number, BilledCall call) {
    return plus(new BilledCalls(Map.of(call, new BigDecimal(number))));
  }

  BilledCalls plus(BilledCalls others) {
    Map<BilledCall, BigDecimal> sums = new EnumMap<>(BilledCall.class);
    sums.putAll(each);
    others.each.forEach((call, number) -> sums.merge(call, number, BigDecimal::add));
    return new BilledCalls(sums);
  }

  BilledCalls times(long factor) {
    Map<BilledCall, BigDecimal> products = new EnumMap<>(BilledCall.class);
    each.forEach((call, number) -> products.put(call, number.multiply(BigDecimal.valueOf(factor))));
    return new BilledCalls(products);
  }

  public BigDecimal of(BilledCall call) {
    return each.getOrDefault(call, BigDecimal.ZERO);
  }

  /// What all of them cost.
  public BigDecimal cost() {
    return each.entrySet().stream()
        .map(call -> call.getKey().cost(call.getValue()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
