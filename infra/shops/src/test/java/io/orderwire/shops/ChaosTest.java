package io.orderwire.shops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Faults: how they are written, how often they happen, and that a seed repeats them.
class ChaosTest {

  @Test
  void isReadFromText() {
    Chaos chaos = Chaos.parse("drop=0.2, duplicate=0.25,seed=7");
    assertThat(chaos.seed()).isEqualTo(7);
    assertThat(chaos.rate(Chaos.Fault.DROP)).isEqualByComparingTo("0.2");
    assertThat(chaos.rate(Chaos.Fault.DUPLICATE)).isEqualByComparingTo("0.25");
    assertThat(chaos.rate(Chaos.Fault.REORDER)).isZero();
    assertThat(Chaos.parse("")).isEqualTo(Chaos.none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop", "drop=2", "drop=-1", "dorp=0.1", "drop=x", "seed=x"})
  void saysWhatItCannotRead(String text) {
    assertThatThrownBy(() -> Chaos.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text)
        .hasMessageContaining("rate from 0 to 1");
  }

  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#telling")
  void aSeedRepeatsEveryByte(Platform platform) {
    for (long seed = 1; seed <= 3; seed++) {
      String chaos = "drop=0.2,duplicate=0.2,reorder=0.2,delay=0.1,half=0.2,seed=" + seed;
      assertThat(history(platform, chaos, seed)).isEqualTo(history(platform, chaos, seed));
      assertThat(history(platform, chaos, seed)).isNotEqualTo(history(platform, chaos + "1", seed));
    }
  }

  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#telling")
  void faultsComeAsOftenAsSaid(Platform platform) {
    int plain = history(platform, "", 1).size();
    int dropped = history(platform, "drop=0.3,seed=3", 1).size();
    int doubled = history(platform, "duplicate=0.3,seed=3", 1).size();
    assertThat(plain).isGreaterThan(250);
    assertThat(dropped * 100 / plain).isBetween(62, 78);
    assertThat(doubled * 100 / plain).isBetween(122, 138);
    assertThat(history(platform, "drop=1", 1)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#telling")
  void reorderedWebhooksOvertakeEachOther(Platform platform) {
    ShopSettings settings = TestShops.quiet(platform).withChaos(Chaos.parse("reorder=0.5,seed=5"));
    TestShops shop = new TestShops(platform, settings, 1);
    shop.shop.subscribe("https://hooks.example/a", "s", List.of());
    shop.delivered();
    List<String> placed = new ArrayList<>();
    List<String> heard = new ArrayList<>();
    String topic = Dialects.of(platform).created();
    for (int i = 0; i < 40; i++) {
      placed.add(shop.place(Scenario.GUEST));
      shop.pass(Duration.ofSeconds(1));
      shop.delivered().stream()
          .filter(a -> a.topic().equals(topic))
          .forEach(a -> heard.add(a.resource()));
    }
    shop.pass(Duration.ofMinutes(1));
    shop.delivered().stream()
        .filter(a -> a.topic().equals(topic))
        .forEach(a -> heard.add(a.resource()));
    assertThat(heard).containsExactlyInAnyOrderElementsOf(placed).isNotEqualTo(placed);
  }

  /// A half-written order shows other totals for some seconds.
  @ParameterizedTest
  @EnumSource(Platform.class)
  void halfWrittenOrdersAreCompleted(Platform platform) {
    TestShops half = half(platform);
    half.place(Scenario.COUPON);
    AdminOrder before = half.shop.orders().getFirst();
    half.pass(Duration.ofSeconds(5));
    AdminOrder after = half.shop.orders().getFirst();
    TestShops whole = TestShops.of(platform);
    whole.place(Scenario.COUPON);
    assertThat(after.grandTotal())
        .isEqualTo(whole.shop.orders().getFirst().grandTotal())
        .isNotEqualTo(before.grandTotal());
    assertThat(after.status()).isEqualTo(whole.shop.orders().getFirst().status());
  }

  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#telling")
  void completedOrdersAreAnnouncedAgain(Platform platform) {
    TestShops half = half(platform);
    half.shop.subscribe("https://hooks.example/a", "s", List.of());
    half.delivered();
    half.place(Scenario.COUPON);
    assertThat(half.delivered()).isNotEmpty();
    half.pass(Duration.ofSeconds(5));
    assertThat(half.delivered().stream().map(Attempt::topic))
        .contains(Dialects.of(platform).updated());
  }

  private static TestShops half(Platform platform) {
    ShopSettings settings = TestShops.quiet(platform).withChaos(Chaos.parse("half=1"));
    return new TestShops(platform, settings, 1);
  }

  @ParameterizedTest
  @EnumSource(Platform.class)
  void callsFailAsOftenAsSaid(Platform platform) {
    ShopSettings settings =
        TestShops.quiet(platform).withChaos(Chaos.parse("error=0.2,expired=0.1,seed=2"));
    TestShops shop = new TestShops(platform, settings, 1);
    int broken = 0;
    int expired = 0;
    Dialect dialect = Dialects.of(platform);
    for (int i = 0; i < 1000; i++) {
      shop.pass(Duration.ofSeconds(1));
      ShopReply reply = shop.get(dialect.orders());
      broken += reply.status() / 100 == 5 ? 1 : 0;
      expired += dialect.isUnauthorized(reply) ? 1 : 0;
    }
    assertThat(broken).isBetween(160, 240);
    assertThat(expired).isBetween(55, 110);
  }

  private static List<String> history(Platform platform, String chaos, long seed) {
    ShopSettings settings = TestShops.quiet(platform).withChaos(Chaos.parse(chaos));
    TestShops shop = new TestShops(platform, settings, seed);
    shop.shop.subscribe("https://hooks.example/a", "s", List.of());
    shop.shop.due().forEach(ping -> shop.shop.report(ping, new Outcome.Answered(200)));
    List<String> history = new ArrayList<>();
    Trader trader = new Trader(shop.shop, new SplittableRandom(seed));
    for (int i = 0; i < 300; i++) {
      trader.step();
      shop.pass(Duration.ofSeconds(1));
      note(shop, history);
    }
    shop.pass(Duration.ofHours(1));
    note(shop, history);
    return history;
  }

  private static void note(TestShops shop, List<String> history) {
    for (Attempt attempt : shop.delivered()) {
      history.add(
          attempt.topic()
              + attempt.due()
              + attempt.headers()
              + HexFormat.of().toHexDigits(java.util.Arrays.hashCode(attempt.body())));
    }
  }
}
