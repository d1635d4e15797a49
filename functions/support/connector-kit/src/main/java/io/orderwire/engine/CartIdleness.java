package io.orderwire.engine;

import io.orderwire.model.Cart;
import io.orderwire.port.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When an idle cart counts as abandoned: so long after its last change, by the cart's own clock. A
/// store sets its own time by the option `cart_abandoned_after_minutes` (5 to 43200).
public final class CartIdleness {
  public static final String OPTION = "cart_abandoned_after_minutes";
  public static final long STANDARD_MINUTES = 60;
  private static final long LEAST = 5;
  private static final long MOST = 43_200;

  private CartIdleness() {}

  public static Instant due(Store store, Cart cart) {
    return cart.updatedAt().plus(of(store));
  }

  private static Duration of(Store store) {
    return Duration.ofMinutes(
        Optional.ofNullable(store.options().get(OPTION))
            .filter(text -> text.matches("[0-9]{1,5}"))
            .map(Long::parseLong)
            .filter(minutes -> minutes >= LEAST && minutes <= MOST)
            .orElse(STANDARD_MINUTES));
  }
}
