package io.orderwire.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  @Test
  void lastsADayAndMoreWhateverTheDiceSay() {
    for (long seed = 1; seed <= 1_000; seed++) {
      RandomGenerator jitter = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      Duration total = Duration.ZERO;
      Duration last = Duration.ZERO;
      for (int attempt = 1; attempt <= 8; attempt++) {
        Duration wait = RetrySchedule.after(attempt, Optional.empty(), jitter).orElseThrow();
        assertThat(wait).as("seed %d try %d", seed, attempt).isGreaterThan(last);
        last = wait;
        total = total.plus(wait);
      }
      assertThat(RetrySchedule.after(9, Optional.empty(), jitter)).isEmpty();
      assertThat(total).as("seed %d", seed).isBetween(Duration.ofHours(25), Duration.ofHours(31));
    }
  }

  @Test
  void heedsWhatIsAskedForWithinBounds() {
    RandomGenerator least = () -> 0;
    assertThat(RetrySchedule.after(1, Optional.of(Duration.ofMinutes(3)), least))
        .contains(Duration.ofMinutes(3));
    assertThat(RetrySchedule.after(1, Optional.of(Duration.ofDays(9)), least))
        .contains(Duration.ofHours(2));
    assertThat(RetrySchedule.after(8, Optional.of(Duration.ofSeconds(1)), least))
        .contains(Duration.ofHours(10));
  }
}
