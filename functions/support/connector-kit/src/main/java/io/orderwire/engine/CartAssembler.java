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
    Cart stated = stated(mapped, previous.map(Cart::version).orElse(0L) + 1, provenance);
    Cart hashed =
        stated.withSource(
            provenance.source(
                mapped.value().updatedAt(), Optional.empty(), ContentHash.of(stated)));
    Optional<ExternalId> orderId = stated.orderId().or(() -> previous.flatMap(Cart::orderId));
    boolean converted =
        orderId.isPresent()
            || stated.state() == CartState.CONVERTED
            || previous.map(Cart::state).equals(Optional.of(CartState.CONVERTED));
    return hashed.withLife(
        converted ? CartState.CONVERTED : CartState.ACTIVE,
        orderId,
        previous.map(Cart::drift).orElse(List.of()));
  }

  /// The cart as this one document has it. Its hash is taken of this: what became of the cart since
  /// is Orderwire's own knowledge, and a document that comes again must be known again.
  private static Cart stated(
      Mapping.Normalized<PlatformCart> mapped, long version, Provenance provenance) {
    PlatformCart stated = mapped.value();
    boolean converted = stated.convertedTo().isPresent() || stated.completedAt().isPresent();
    return new Cart(
        new CartRef(provenance.store().id(), stated.externalId()),
        provenance.platform(),
        version,
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
        stated.convertedTo(),
        List.of(),
        stated.customFields(),
        mapped.findings(),
        Optional.empty());
  }
}
