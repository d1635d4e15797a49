package io.orderwire.normalizer;

import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.CartDrifts;
import io.orderwire.engine.CartIdleness;
import io.orderwire.model.Cart;
import io.orderwire.model.CartComparison;
import io.orderwire.model.CartDrift;
import io.orderwire.model.CartState;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Order;
import io.orderwire.model.OrderRef;
import io.orderwire.port.CartWatch.Watched;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Brings carts and the orders that they became together, whichever comes first: the cart is
/// converted and names its order, and both say what changed between them.
///
/// A cart and its order are two subjects of the ledger and cannot be written at once. So a look at
/// the cart is always asked for before either is written, and whoever takes it finds what a crash
/// or a race left undone. The cart is written before the order: a delivery that comes again finds
/// its order missing still.
final class CartLife {
  private static final int RACES = 8;

  /// After that long an unfinished write was given up or done again.
  private static final Duration HEALED_AFTER = Duration.ofMinutes(10);

  private final World world;

  CartLife(World world) {
    this.world = world;
  }

  /// An order that is about to be recorded, beside its cart. Converts the cart if there is one,
  /// else leaves word for it.
  Order beside(Receipt receipt, Order order, Optional<Order> previous) {
    if (order.cartId().isEmpty() || isComparedAlready(order, previous)) {
      return order;
    }
    ExternalId cartId = order.cartId().get();
    Optional<LedgerEntry> cart = newest(receipt, cartId, Consistency.EVENTUAL);
    if (cart.isEmpty()) {
      if (world.watch().orderOf(receipt.store().id(), cartId).isPresent()) {
        return order;
      }
      world.watch().link(receipt.store().id(), cartId, order.ref().externalId());
      cart = newest(receipt, cartId, Consistency.STRONG);
    }
    return cart.map(entry -> compared(order, converted(receipt, entry, order))).orElse(order);
  }

  /// Shipping, paying or refunding an order changes nothing of what its cart is compared with.
  private static boolean isComparedAlready(Order order, Optional<Order> previous) {
    return previous
        .filter(before -> before.cartComparison().isPresent())
        .map(CartDrifts::of)
        .equals(Optional.of(CartDrifts.of(order)));
  }

  private static Order compared(Order order, List<CartDrift> drift) {
    return order.withCartComparison(Optional.of(new CartComparison(drift)));
  }

  /// Makes the newest version of a cart the cart of this order.
  private List<CartDrift> converted(Receipt receipt, LedgerEntry found, Order order) {
    LedgerEntry entry = found;
    ExternalId orderId = order.ref().externalId();
    for (int race = 0; race < RACES; race++) {
      Cart cart = Entries.cartOf(entry).orElseThrow();
      List<CartDrift> drift = CartDrifts.between(cart, order);
      boolean anothers = cart.orderId().filter(each -> !each.equals(orderId)).isPresent();
      boolean settled =
          cart.state() == CartState.CONVERTED
              && cart.orderId().isPresent()
              && cart.drift().equals(drift);
      if (anothers || settled) {
        return drift;
      }
      if (cart.state() != CartState.ACTIVE) {
        world.watch().watch(look(cart, cart.version() + 1, now().plus(HEALED_AFTER)));
      }
      Cart converted = next(cart).withLife(CartState.CONVERTED, Optional.of(orderId), drift);
      Instant at = order.lifecycle().updatedAt();
      if (world.ledger().append(Entries.cart(receipt, converted, Optional.of(cart), at, now()))) {
        return drift;
      }
      entry = newest(receipt, cart.ref().externalId(), Consistency.STRONG).orElseThrow();
    }
    throw contended();
  }

  /// A cart that is about to be recorded, with its order where that is known. A look at it is asked
  /// for where none is already.
  Cart beside(Receipt receipt, Cart cart, Optional<Cart> previous) {
    boolean isWatched =
        previous.map(Cart::state).filter(CartState.ACTIVE::equals).isPresent()
            && cart.state() == CartState.ACTIVE;
    if (!isWatched) {
      world.watch().watch(look(cart, cart.version(), due(receipt, cart)));
    }
    Optional<ExternalId> orderId =
        previous.isEmpty()
            ? cart.orderId()
                .or(() -> world.watch().orderOf(receipt.store().id(), cart.ref().externalId()))
            : cart.orderId();
    if (orderId.isEmpty()) {
      return cart;
    }
    List<CartDrift> drift =
        placed(receipt, orderId.get())
            .flatMap(LedgerEntry::order)
            .filter(order -> namesCart(order, cart))
            .map(order -> CartDrifts.between(cart, order))
            .orElse(cart.drift());
    return cart.withLife(CartState.CONVERTED, orderId, drift);
  }

  /// After a cart was recorded that has an order: the order says the same.
  void settled(Receipt receipt, Cart cart) {
    if (cart.orderId().isPresent()) {
      agreed(receipt, cart, cart.orderId().get());
    }
  }

  private Instant due(Receipt receipt, Cart cart) {
    return cart.state() == CartState.ACTIVE
        ? CartIdleness.due(receipt.store(), cart)
        : now().plus(HEALED_AFTER);
  }

  /// Settles a cart and its order by what is recorded of both.
  ///
  /// @return false if the order is not recorded yet
  boolean reconciled(Receipt receipt, LedgerEntry cartEntry, ExternalId orderId) {
    Optional<Order> order = placed(receipt, orderId).flatMap(LedgerEntry::order);
    if (order.isEmpty()) {
      return false;
    }
    if (!namesCart(order.get(), Entries.cartOf(cartEntry).orElseThrow())) {
      return true;
    }
    converted(receipt, cartEntry, order.get());
    Cart cart =
        newest(
                receipt,
                Entries.cartOf(cartEntry).orElseThrow().ref().externalId(),
                Consistency.STRONG)
            .flatMap(Entries::cartOf)
            .orElseThrow();
    agreed(receipt, cart, orderId);
    return true;
  }

  /// Records the comparison with the cart on the order's newest version if it does not say it.
  private void agreed(Receipt receipt, Cart cart, ExternalId orderId) {
    for (int race = 0; race < RACES; race++) {
      Optional<LedgerEntry> newest = placed(receipt, orderId);
      Optional<Order> order = newest.flatMap(LedgerEntry::order);
      Optional<Order> told =
          order
              .map(each -> compared(each, CartDrifts.between(cart, each)))
              .filter(each -> !Optional.of(each).equals(order));
      if (told.filter(each -> namesCart(each, cart)).isEmpty()) {
        return;
      }
      Order next = told.get().withVersion(order.get().version() + 1);
      if (world
          .ledger()
          .append(Entries.order(receipt, next, false, new Entries.Before(newest), now()))) {
        return;
      }
    }
    throw contended();
  }

  private static boolean namesCart(Order order, Cart cart) {
    return order.cartId().equals(Optional.of(cart.ref().externalId()));
  }

  Optional<LedgerEntry> newest(Receipt receipt, ExternalId cartId, Consistency consistency) {
    return world
        .ledger()
        .newest(new Subject(receipt.store().id(), Subject.Kind.CART, cartId.value()), consistency);
  }

  /// A draft is no order yet: it is compared when it is placed.
  private Optional<LedgerEntry> placed(Receipt receipt, ExternalId orderId) {
    Subject subject = Subject.of(new OrderRef(receipt.store().id(), orderId));
    return world.ledger().newest(subject, Consistency.STRONG).filter(LedgerEntry::announced);
  }

  static Cart next(Cart cart) {
    return cart.withVersion(cart.version() + 1);
  }

  static Watched look(Cart cart, long version, Instant due) {
    return new Watched(cart.ref().storeId(), cart.ref().externalId(), version, due);
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  static FaultException contended() {
    return new FaultException(
        Fault.of(Category.UNAVAILABLE, "a cart is being changed by many at once"));
  }
}
