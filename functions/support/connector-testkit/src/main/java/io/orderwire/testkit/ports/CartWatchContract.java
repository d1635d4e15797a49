package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartWatch;
import io.orderwire.port.CartWatch.Watched;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every watch over carts does.
public abstract class CartWatchContract {
  private static final int CALLERS = 6;

  /// Before anything that another test of the same table watches.
  private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00.000000001Z");

  private static final ExternalId CART = new ExternalId("a/cart/of%odd?signs");
  private static final ExternalId ORDER = new ExternalId("1001");

  private final StoreId store = Samples.freshStore();

  protected abstract CartWatch watch();

  @Test
  void tellsWhatIsDueAndNothingElse() {
    Watched first = new Watched(store, CART, 1, LONG_AGO);
    Watched later = new Watched(store, CART, 2, LONG_AGO.plusNanos(1));
    watch().watch(later);
    watch().watch(first);
    watch().watch(first);
    assertThat(due(LONG_AGO.minusNanos(1))).isEmpty();
    assertThat(due(LONG_AGO)).containsExactly(first);
    assertThat(due(LONG_AGO.plusNanos(1))).containsExactlyInAnyOrder(first, later);
    watch().forget(first);
    watch().forget(first);
    assertThat(due(LONG_AGO.plusSeconds(1))).containsExactly(later);
    watch().forget(later);
    assertThat(due(LONG_AGO.plusSeconds(1))).isEmpty();
  }

  @Test
  void whatIsForgottenMakesRoomForTheRest() {
    List<Watched> all =
        IntStream.range(0, 20)
            .mapToObj(
                number ->
                    new Watched(store, new ExternalId("c" + number), 1, LONG_AGO.plusNanos(number)))
            .toList();
    all.forEach(watch()::watch);
    int rounds = 0;
    for (List<Watched> due = mine(7); !due.isEmpty() && rounds < 40; due = mine(7)) {
      assertThat(due).hasSizeLessThanOrEqualTo(7);
      due.forEach(watch()::forget);
      rounds++;
    }
    assertThat(rounds).isBetween(3, 20);
  }

  @Test
  void theFirstOrderOfACartStays() throws Exception {
    assertThat(watch().orderOf(store, CART)).isEmpty();
    Race.run(
        CALLERS,
        caller ->
            () -> {
              watch().link(store, CART, ORDER);
              return caller;
            });
    watch().link(store, CART, new ExternalId("1002"));
    assertThat(watch().orderOf(store, CART)).contains(ORDER);
    assertThat(watch().orderOf(Samples.freshStore(), CART)).isEmpty();
    assertThat(watch().orderOf(store, new ExternalId("another"))).isEmpty();
  }

  private List<Watched> due(Instant until) {
    return watch().due(until, 100).stream().filter(each -> each.storeId().equals(store)).toList();
  }

  private List<Watched> mine(int limit) {
    return watch().due(LONG_AGO.plusSeconds(1), limit).stream()
        .filter(each -> each.storeId().equals(store))
        .toList();
  }
}
