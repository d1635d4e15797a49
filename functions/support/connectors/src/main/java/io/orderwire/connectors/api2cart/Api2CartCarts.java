package io.orderwire.connectors.api2cart;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartMapper;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformCart;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.Money;
import io.orderwire.model.TotalsSheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Abandoned checkouts of `order.abandoned.list`. Orders name the basket they came from.
final class Api2CartCarts implements CartMapper {
  private static final Set<String> READ =
      Set.of(
          "basket_id",
          "customer",
          "basket_url",
          "created_at",
          "modified_at",
          "currency",
          "totals",
          "order_products");

  @Override
  public Mapping<PlatformCart> map(JsonNode document, StoreContext store, RawReads reads) {
    RawNode cart = RawNode.root(document, reads);
    try {
      Optional<ExternalId> id = cart.id("basket_id").or(() -> cart.id("id"));
      Optional<CurrencyCode> currency = Formula.currency(cart, store);
      Optional<Instant> created = Times.of(cart, "created_at", store);
      Optional<Instant> updated = Times.of(cart, "modified_at", store).or(() -> created);
      if (id.isEmpty() || currency.isEmpty() || updated.isEmpty()) {
        return quarantined("missing_essential", "a cart needs an id, a currency and a time");
      }
      PlatformCart read =
          cart(
              cart,
              id.get(),
              currency.get(),
              new Span(created.or(() -> updated).get(), updated.get()));
      return new Mapping.Normalized<>(read, cart.findings(), Set.of());
    } catch (ArithmeticException | IllegalArgumentException outOfBounds) {
      return quarantined("out_of_bounds", "an amount has more digits than money has");
    }
  }

  /// When a cart began and last changed.
  private record Span(Instant created, Instant updated) {}

  private static PlatformCart cart(RawNode cart, ExternalId id, CurrencyCode currency, Span span) {
    List<RawNode> products = Lines.products(cart);
    Formula formula = Formula.of(cart, currency, products);
    Discounts discounts = new Discounts(cart, products, formula);
    Goods goods = new Goods(products, List.of(), List.of());
    return new PlatformCart(
        id,
        span.created(),
        span.updated(),
        Optional.empty(),
        Optional.empty(),
        buyer(cart),
        new Addresses(Optional.empty(), Optional.empty()),
        new Lines(products, formula, discounts, goods).all(false, false),
        discounts.all(),
        List.of(),
        totals(cart, formula, discounts),
        formula.inclusive(),
        cart.text("basket_url"),
        customFields(cart));
  }

  /// Nothing is known of a guest who has not left an e-mail yet.
  private static Optional<Buyer> buyer(RawNode cart) {
    Buyer buyer = People.buyer(cart);
    return buyer.customerId().isEmpty() && buyer.email().isEmpty()
        ? Optional.empty()
        : Optional.of(buyer);
  }

  /// Before its delivery is chosen, a cart states no shipping.
  private static TotalsSheet totals(RawNode cart, Formula formula, Discounts discounts) {
    return new TotalsSheet(
        Optional.of(formula.goods().rounded()),
        discounts.total(),
        cart.at("totals").money("shipping", formula.currency()).map(Money::rounded),
        Optional.of(formula.tax().rounded()),
        Optional.empty(),
        formula.total().rounded(),
        Optional.empty());
  }

  private static List<CustomField> customFields(RawNode cart) {
    List<CustomField> fields = new ArrayList<>(Extras.of(cart, READ, ""));
    fields.addAll(OrderFields.currency(cart.at("currency")));
    fields.addAll(People.added(cart));
    return fields;
  }

  private static Mapping<PlatformCart> quarantined(String code, String message) {
    return new Mapping.Quarantined<>(Finding.error("", code, message));
  }
}
