package io.orderwire.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.shops.Platform;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both sides of a pair run in turn, so that the ratio holds on a noisy machine.
class MappingRatioTest {
  /// The whole way writes and hashes as much as it reads, and more, 18 to 25 times as the compilers
  /// get along; beyond this something was added that does not belong in the hot path.
  private static final double MOST = 40;

  @ParameterizedTest
  @MethodSource("io.orderwire.benchmarks.MappingRatio#platforms")
  void theWholeWayStaysASmallMultipleOfParsing(Platform platform) {
    MappingRatio.Result result = MappingRatio.measure(platform);
    System.out.printf(
        "mapping: %s %.2f × readTree over %d deliveries%n",
        result.platform(), result.ratio(), result.deliveries());
    assertThat(result.deliveries()).isGreaterThan(50);
    assertThat(result.ratio()).isBetween(1.0, MOST);
  }
}
