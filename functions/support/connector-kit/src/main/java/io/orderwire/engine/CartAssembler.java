package io.orderwire.engine;

import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformCart;
import io.orderwire.json.ContentHash;
import io.orderwire.model.Cart;
import io.orderwire.model.CartRef;
import io.orderwire.model.CartState;
import io.orderwire.model.ExternalId;
import java.util.List;
import java.util.Optional;

/// Makes the next version of a cart of what a platform states and of the version before. Once
/// converted it stays so. Pure.
public final class CartAssembler {

  private CartAssembler() {}

  public static Cart assemble(
      Mapping.Normalized<PlatformCart> mapped, Optional<Cart> previous, Provenance provenance) {
    PlatformCart stated = mapped.value();
    Optional<ExternalId> orderId = stated.convertedTo().or(() -> previous.flatMap(Cart::orderId));
    boolean converted =
        orderId.isPresent()
            || stated.completedAt().isPresent()
            || previous.map(Cart::state).equals(Optional.of(CartState.CONVERTED));
    Cart cart =
        new Cart(
            new CartRef(provenance.store().id(), stated.externalId()),
            provenance.platform(),
            previous.map(Cart::version).orElse(0L) + 1,
            converted ? CartState.CONVERTED : CartState.ACTIVE,
            provenance.source(stated.updatedAt(), Optional.empty(), ""),
            stated.createdAt(),
            stated.updatedAt(),
            stated.buyer(),
            stated.addresses(),
            stated.lines(),
            stated.discounts(),
            stated.shipping(),
            stated.totals(),
            stated.taxesIncluded(),
            stated.recoveryUrl(),
            orderId,
            List.of(),
            stated.customFields(),
            mapped.findings());
    return cart.withSource(
        provenance.source(stated.updatedAt(), Optional.empty(), ContentHash.of(cart)));
  }
}
