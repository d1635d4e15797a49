package io.orderwire.normalizer;

import io.orderwire.engine.CartIdleness;
import io.orderwire.model.Cart;
import io.orderwire.model.CartState;
import io.orderwire.model.ExternalId;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.CartWatch.Watched;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Takes a look at a cart that was asked for: it became an order, or is abandoned, or is to be
/// looked at again.
final class CartLooks {
  private static final int RACES = 8;

  /// Between two looks at what is not there yet.
  private static final Duration PATIENCE = Duration.ofHours(1);

  /// In looks: longer than any queue keeps the message that would have written what is missing.
  private static final int LONGEST_WAIT = 15 * 24;

  private final World world;
  private final CartLife life;

  CartLooks(World world, CartLife life) {
    this.world = world;
    this.life = life;
  }

  /// Takes one look. In a store that is not active it is only put off.
  Outcome look(Receipt receipt) {
    Optional<ExternalId> id = receipt.message().subject();
    if (id.isEmpty()) {
      return Outcome.of(What.IGNORED, "a look at no cart");
    }
    Subject subject = new Subject(receipt.store().id(), Subject.Kind.CART, id.get().value());
    if (!receipt.store().isActive()) {
      return again(receipt, id.get(), PATIENCE).about(subject);
    }
    for (int race = 0; race < RACES; race++) {
      Optional<LedgerEntry> newest = life.newest(receipt, id.get(), Consistency.STRONG);
      if (newest.isEmpty()) {
        return expected(receipt, id.get()).about(subject);
      }
      Optional<Outcome> outcome = looked(receipt, newest.get());
      if (outcome.isPresent()) {
        return outcome.get().about(subject);
      }
    }
    throw CartLife.contended();
  }

  /// Empty if somebody was first: to be looked at anew.
  private Optional<Outcome> looked(Receipt receipt, LedgerEntry entry) {
    Cart cart = Entries.cartOf(entry).orElseThrow();
    Optional<ExternalId> orderId =
        cart.orderId()
            .or(() -> world.watch().orderOf(receipt.store().id(), cart.ref().externalId()));
    if (orderId.isPresent() && life.reconciled(receipt, entry, orderId.get())) {
      return Optional.of(Outcome.of(What.IGNORED, "the cart and its order are settled"));
    }
    if (cart.state() == CartState.CONVERTED) {
      return Optional.of(
          orderId.isPresent()
              ? expected(receipt, cart.ref().externalId())
              : Outcome.of(What.IGNORED, "the cart was converted; its order will find it"));
    }
    if (cart.state() == CartState.ABANDONED) {
      return Optional.of(Outcome.of(What.IGNORED, "the cart is abandoned already"));
    }
    Instant due = CartIdleness.due(receipt.store(), cart);
    if (now().isBefore(due)) {
      world.watch().watch(CartLife.look(cart, cart.version(), due));
      return Optional.of(Outcome.of(What.IGNORED, "the cart is still in use"));
    }
    Cart abandoned =
        CartLife.next(cart).withLife(CartState.ABANDONED, cart.orderId(), cart.drift());
    return world.ledger().append(Entries.cart(receipt, abandoned, Optional.of(cart), due, now()))
        ? Optional.of(Outcome.of(What.RECORDED, Subject.of(cart.ref()), abandoned.version()))
        : Optional.empty();
  }

  /// Who asked for this look had yet to write.
  private Outcome expected(Receipt receipt, ExternalId id) {
    return receipt.message().attempt() >= LONGEST_WAIT
        ? Outcome.of(What.IGNORED, "what was to be written never was")
        : again(receipt, id, PATIENCE);
  }

  /// A look that is put off counts how often below zero, where no version is.
  private Outcome again(Receipt receipt, ExternalId id, Duration wait) {
    world
        .watch()
        .watch(
            new Watched(
                receipt.store().id(), id, -1L - receipt.message().attempt(), now().plus(wait)));
    return Outcome.of(What.IGNORED, "to be looked at again");
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
