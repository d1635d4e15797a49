package io.orderwire.connectors.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartMapper;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformCart;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.BuyerType;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.Money;
import io.orderwire.model.TotalsSheet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Carts of V3. They know goods and discounts; addresses, delivery and taxes come with the
/// checkout.
final class BigCommerceCarts implements CartMapper {

  @Override
  public Mapping<PlatformCart> map(JsonNode document, StoreContext store, RawReads reads) {
    RawNode cart = RawNode.root(document, reads);
    try {
      Optional<ExternalId> id = cart.id("id");
      Optional<CurrencyCode> currency = cart.at("currency").currency("code");
      Optional<Instant> updatedAt = cart.instant("updated_time");
      if (id.isEmpty() || currency.isEmpty() || updatedAt.isEmpty()) {
        return quarantined("missing_essential", "a cart needs an id, a currency and updated_time");
      }
      return new Mapping.Normalized<>(
          cart(cart, id.get(), currency.get(), updatedAt.get()), cart.findings(), Set.of());
    } catch (ArithmeticException | IllegalArgumentException outOfBounds) {
      return quarantined("out_of_bounds", "an amount has more digits than money has");
    }
  }

  private static PlatformCart cart(
      RawNode cart, ExternalId id, CurrencyCode currency, Instant updatedAt) {
    CartGoods goods = new CartGoods(cart, currency);
    return new PlatformCart(
        id,
        cart.instant("created_time").orElse(updatedAt),
        updatedAt,
        Optional.empty(),
        Optional.empty(),
        buyer(cart),
        new Addresses(Optional.empty(), Optional.empty()),
        goods.lines(),
        goods.discounts(),
        List.of(),
        totals(cart, currency, goods),
        cart.flag("tax_included").orElse(false),
        cart.at("redirect_urls").text("cart_url"),
        customFields(cart));
  }

  /// Nothing is known of a guest who has not left an e-mail yet.
  private static Optional<Buyer> buyer(RawNode cart) {
    Optional<ExternalId> account = cart.id("customer_id").filter(id -> !id.value().equals("0"));
    Optional<String> email = cart.text("email");
    if (account.isEmpty() && email.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Buyer(
            account.isPresent() ? BuyerType.ACCOUNT : BuyerType.GUEST,
            account,
            email,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            cart.text("locale"),
            Optional.empty()));
  }

  private static TotalsSheet totals(RawNode cart, CurrencyCode currency, CartGoods goods) {
    Optional<Money> amount = cart.money("cart_amount", currency);
    return new TotalsSheet(
        Optional.empty(),
        Optional.of(goods.discountTotal()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        amount.orElse(Money.zero(currency)),
        Optional.empty());
  }

  private static List<CustomField> customFields(RawNode cart) {
    return Notes.of(cart, List.of("channel_id", "base_amount"), "");
  }

  private static Mapping<PlatformCart> quarantined(String code, String message) {
    return new Mapping.Quarantined<>(Finding.error("", code, message));
  }
}
