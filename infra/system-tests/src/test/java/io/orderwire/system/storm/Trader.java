package io.orderwire.system.storm;

import io.orderwire.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Somebody who buys, and a merchant who edits, ships and refunds.
final class Trader {
  private static final int MOST_ORDERS = 6;
  private static final int OLD_ORDERS = 7;

  /// How far the cart's clock and ours are apart at most.
  static final Duration FARTHEST_APART = Duration.ofMinutes(50);

  private static final Duration WITHIN_OVERLAP = Duration.ofSeconds(100);
  private static final Duration BEYOND_OVERLAP = Duration.ofHours(5);

  private final LightCart cart;
  private final ManualClock clock;
  private final Swarm swarm;
  private final Journal journal;
  private final Postman postman;
  private final Visitors visitors;
  private final Duration offset;
  private int placed;
  private boolean behind;
  private Instant newestTime = Instant.MIN;

  Trader(LightCart cart, ManualClock clock, Swarm swarm, Journal journal, Postman postman) {
    this.cart = cart;
    this.clock = clock;
    this.swarm = swarm;
    this.journal = journal;
    this.postman = postman;
    this.visitors = new Visitors(clock, swarm, journal, postman);
    int apart = (int) FARTHEST_APART.toSeconds();
    this.offset =
        swarm.strikes(Trouble.CLOCK_OFFSET)
            ? Duration.ofSeconds(swarm.below(2 * apart) - apart)
            : Duration.ZERO;
  }

  Visitors visitors() {
    return visitors;
  }

  /// One thing happens in the shop. Old orders, listed first, are left alone for the most part.
  void step() {
    step(swarm.below(8) == 0);
  }

  /// @param old it happens to an order from before anybody listened, if there are any
  void step(boolean old) {
    visitors.step();
    if (swarm.strikes(Trouble.UNSUBSCRIBED)) {
      postman.subscribe(false);
    }
    if (placed == 0 || (placed < MOST_ORDERS && swarm.below(4) == 0)) {
      place();
      return;
    }
    boolean any = old && swarm.has(Trouble.HISTORY);
    CartState state =
        cart.newest(any ? "h" + (1 + swarm.below(OLD_ORDERS)) : "o" + (1 + swarm.below(placed)));
    if (!state.draft() && swarm.strikes(Trouble.BLIND_CHANGES)) {
      blindly(state);
      return;
    }
    CartState changed = changed(state);
    if (!changed.equals(state)) {
      behind = false;
      save(changed.at(stamp(state.updated())));
      if (behind) {
        cart.onlyDeepLooksFind(state.id());
      }
    }
  }

  /// Orders from before anybody listened.
  void history() {
    for (int number = 1; number <= OLD_ORDERS; number++) {
      Instant at =
          clock
              .instant()
              .minusSeconds((OLD_ORDERS - number + 1L) * 7000 + swarm.below(5000))
              .truncatedTo(ChronoUnit.SECONDS);
      CartState state =
          new CartState("h" + number, at, "pending", false, false, false, 900, 0, false, "");
      cart.add(state);
      if (swarm.below(2) == 0) {
        cart.add(state.paying("paid", true).at(at.plusSeconds(60)));
      }
    }
  }

  private void place() {
    placed++;
    behind = false;
    String says = visitors.order("o" + placed);
    boolean draft = swarm.below(4) == 0 && !Visitors.isFromCart(says);
    save(
        new CartState(
            "o" + placed,
            stamp(Instant.MIN),
            "pending",
            draft,
            false,
            false,
            (1 + swarm.below(200)) * 25,
            0,
            false,
            says));
    if (behind) {
      cart.onlyDeepLooksFind("o" + placed);
    }
  }

  private CartState changed(CartState state) {
    if (state.draft()) {
      return switch (swarm.below(4)) {
        case 0 -> state.placed();
        case 1 -> state.payment().equals("pending") ? state.paying("paid", true) : state.placed();
        default -> state.costing(state.total() + 100);
      };
    }
    if (state.cancelled()) {
      return state.payment().equals("paid") ? state.paying("refunded", true) : state;
    }
    return switch (swarm.below(6)) {
      case 0 -> state.costing(state.total() + 25 * (1 + swarm.below(9)));
      case 1 -> state.payment().equals("paid") && !state.shipped() ? state.sent() : pay(state);
      case 2 -> swarm.below(3) == 0 ? state.off() : pay(state);
      default -> pay(state);
    };
  }

  private CartState pay(CartState state) {
    return switch (state.payment()) {
      case "pending" ->
          state.paying(List.of("authorized", "failed", "paid").get(swarm.below(3)), true);
      case "authorized", "failed" -> state.paying("paid", true);
      case "paid" -> state.paying("partially_refunded", true);
      case "partially_refunded" -> state.paying("refunded", true);
      default -> state;
    };
  }

  /// A change that no time and no webhook tells of.
  private void blindly(CartState state) {
    CartState changed =
        swarm.below(2) == 0
            ? state.costing(state.total() + 50)
            : state.paying(state.payment(), true);
    cart.add(changed);
    cart.onlyDeepLooksFind(state.id());
    journal.note(() -> "shop changes without saying so: " + changed);
  }

  private void save(CartState state) {
    cart.add(state);
    journal.note(() -> "shop saves " + state);
    postman.take(state);
  }

  /// The cart's time of a change. An order's own never goes back.
  private Instant stamp(Instant before) {
    Instant now = clock.instant().plus(offset);
    if (swarm.strikes(Trouble.SKEW)) {
      now = now.minusSeconds(swarm.below((int) WITHIN_OVERLAP.toSeconds()));
    } else if (swarm.strikes(Trouble.SKEW_BEYOND)) {
      behind = true;
      now = now.minusSeconds(swarm.below((int) BEYOND_OVERLAP.toSeconds()));
    } else if (swarm.strikes(Trouble.FUTURE)) {
      now = now.plus(Duration.ofDays(365));
    } else if (swarm.strikes(Trouble.TIES) && newestTime.isAfter(now.minusSeconds(60))) {
      now = newestTime;
    }
    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
    newestTime = at;
    return at.isBefore(before) ? before : at;
  }
}
