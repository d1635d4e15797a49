package io.orderwire.connectors.magento;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartMapper;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformCart;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.Address;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.BuyerType;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.Line;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import io.orderwire.model.TotalsSheet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What Magento calls a quote. It knows goods and prices; discounts, delivery and taxes are
/// computed at `/V1/carts/{id}/totals` and not listed. The order that it becomes names it; the
/// quote itself only knows the number that is reserved for that order.
final class MagentoCarts implements CartMapper {
  private static final Set<String> NOT_SHIPPED = Set.of("virtual", "downloadable");

  @Override
  public Mapping<PlatformCart> map(JsonNode document, StoreContext store, RawReads reads) {
    RawNode cart = RawNode.root(document, reads);
    try {
      Optional<ExternalId> id = cart.id("id");
      Optional<CurrencyCode> currency = cart.at("currency").currency("quote_currency_code");
      Optional<Instant> createdAt = cart.instantInUtc("created_at");
      if (id.isEmpty() || currency.isEmpty() || createdAt.isEmpty()) {
        return quarantined("missing_essential", "a cart needs an id, a currency and created_at");
      }
      return new Mapping.Normalized<>(
          cart(cart, id.get(), currency.get(), createdAt.get()), cart.findings(), Set.of());
    } catch (ArithmeticException | IllegalArgumentException outOfBounds) {
      return quarantined("out_of_bounds", "an amount has more digits than money has");
    }
  }

  private static PlatformCart cart(
      RawNode cart, ExternalId id, CurrencyCode currency, Instant createdAt) {
    List<Line> lines = lines(cart, currency);
    return new PlatformCart(
        id,
        createdAt,
        cart.instantInUtc("updated_at").orElse(createdAt),
        cart.instantInUtc("converted_at"),
        Optional.empty(),
        buyer(cart),
        new Addresses(shipping(cart), People.address(cart.at("billing_address"))),
        lines,
        List.of(),
        List.of(),
        totals(currency, lines),
        false,
        Optional.empty(),
        customFields(cart));
  }

  private static Optional<Address> shipping(RawNode cart) {
    return People.address(People.assignment(cart).at("address"));
  }

  /// A quote has a customer even for guests, without an id then. Their e-mail is known once the
  /// first step of the checkout is done.
  private static Optional<Buyer> buyer(RawNode cart) {
    RawNode customer = cart.at("customer");
    RawNode billing = cart.at("billing_address");
    Optional<ExternalId> account = customer.id("id").filter(id -> !id.value().equals("0"));
    Optional<String> ofAddress = billing.text("email");
    Optional<String> email = customer.text("email").or(() -> ofAddress);
    if (account.isEmpty() && email.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> name = People.name(customer, "");
    Optional<String> nameOfAddress = People.name(billing, "");
    return Optional.of(
        new Buyer(
            account.isPresent() ? BuyerType.ACCOUNT : BuyerType.GUEST,
            account,
            email,
            Optional.empty(),
            name.or(() -> nameOfAddress),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty()));
  }

  private static List<Line> lines(RawNode cart, CurrencyCode currency) {
    return cart.each("items").stream().flatMap(item -> line(item, currency).stream()).toList();
  }

  private static Optional<Line> line(RawNode item, CurrencyCode currency) {
    Money price = item.money("price", currency).orElse(Money.zero(currency));
    Quantity ordered = item.quantity("qty").orElse(Quantity.of(1));
    String type = item.text("product_type").orElse("");
    return item.text("item_id")
        .map(
            id ->
                new Line(
                    id,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    item.text("sku"),
                    Optional.empty(),
                    item.text("name").orElse(""),
                    List.of(),
                    new LineQuantity(ordered, ordered, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO),
                    price,
                    Optional.empty(),
                    false,
                    List.of(),
                    List.of(),
                    price.times(ordered),
                    !NOT_SHIPPED.contains(type),
                    type.equals("giftcard"),
                    Optional.empty(),
                    Optional.empty(),
                    Notes.of(item, List.of("product_option"), "")));
  }

  private static TotalsSheet totals(CurrencyCode currency, List<Line> lines) {
    Money goods = Money.sum(currency, lines.stream().map(Line::total)).rounded();
    return new TotalsSheet(
        Optional.of(goods),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        goods,
        Optional.empty());
  }

  private static List<CustomField> customFields(RawNode cart) {
    return Notes.of(
        cart, List.of("reserved_order_id", "is_active", "store_id", "customer_note"), "");
  }

  private static Mapping<PlatformCart> quarantined(String code, String message) {
    return new Mapping.Quarantined<>(Finding.error("", code, message));
  }
}
