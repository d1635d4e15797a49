package io.orderwire.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  private static final int RUNS = 2000;
  private static final CurrencyCode EUR = new CurrencyCode("EUR");

  @ParameterizedTest
  @CsvSource({
    "12.5, EUR, 12.50",
    "12.500, EUR, 12.50",
    "12.345, EUR, 12.345",
    "1200.00, JPY, 1200",
    "1.5e2, JPY, 150",
    "22.004, KWD, 22.004",
    "7, KWD, 7.000",
    "-0.00, EUR, 0.00"
  })
  void scaleIsNormalized(String raw, String currency, String expected) {
    Money money = Money.of(raw, currency);
    assertThat(money.amount().toPlainString()).isEqualTo(expected);
    assertThat(money)
        .isEqualTo(Money.of(expected, currency))
        .hasSameHashCodeAs(Money.of(expected, currency));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "abc", "1,50", "0x10", "NaN", "1e999999", "1e-999999", "--1", "12 50"})
  void outsideTextThatIsNoAmountIsRefused(String raw) {
    assertThat(Money.parse(raw, EUR)).isInstanceOf(Parsed.InvalidValue.class);
  }

  @Test
  void currenciesDoNotMix() {
    assertThatThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void additionIsCommutativeAssociativeAndInvertible() {
    for (long seed = 1; seed <= RUNS; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      Money a = money(random);
      Money b = money(random);
      Money c = money(random);
      assertThat(a.plus(b)).as("seed %d", seed).isEqualTo(b.plus(a));
      assertThat(a.plus(b).plus(c)).as("seed %d", seed).isEqualTo(a.plus(b.plus(c)));
      assertThat(a.plus(b).minus(b)).as("seed %d", seed).isEqualTo(a);
      assertThat(a.plus(a.negated()).isZero()).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void splittingLosesNoCentAndIsFair() {
    for (long seed = 1; seed <= RUNS; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      Money whole = money(random);
      List<BigDecimal> weights = new ArrayList<>();
      for (int left = 1 + random.nextInt(9); left > 0; left--) {
        weights.add(new BigDecimal(BigInteger.valueOf(random.nextInt(5000)), random.nextInt(3)));
      }
      List<Money> parts = whole.split(weights);
      assertThat(Money.sum(EUR, parts.stream())).as("seed %d", seed).isEqualTo(whole);
      BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal unit = BigDecimal.ONE.movePointLeft(whole.amount().scale());
      for (int index = 0; index < weights.size() && sum.signum() > 0; index++) {
        BigDecimal off =
            parts
                .get(index)
                .amount()
                .multiply(sum)
                .subtract(whole.amount().multiply(weights.get(index)))
                .abs();
        assertThat(off).as("seed %d part %d", seed, index).isLessThan(unit.multiply(sum));
      }
    }
  }

  private static Money money(RandomGenerator random) {
    BigInteger units = BigInteger.valueOf(random.nextLong(-10_000_000, 10_000_000));
    return new Money(new BigDecimal(units, random.nextInt(5)), EUR);
  }
}
