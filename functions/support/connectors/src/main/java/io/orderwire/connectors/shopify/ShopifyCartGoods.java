package io.orderwire.connectors.shopify;

import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Discount;
import io.orderwire.model.DiscountTarget;
import io.orderwire.model.DiscountType;
import io.orderwire.model.Line;
import io.orderwire.model.LineOption;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import io.orderwire.model.ShippingLine;
import io.orderwire.model.TaxLine;
import io.orderwire.model.TotalsSheet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is in a cart or checkout. All of its totals are provisional.
record ShopifyCartGoods(ShopifyNode cart, CurrencyCode currency) {

  /// A checkout states its currency; an anonymous cart only in the money of its lines.
  static Optional<CurrencyCode> currency(ShopifyNode cart) {
    if (cart.graph()) {
      return cart.at("totalPriceSet").at("shopMoney").currency("currencyCode", "currencyCode");
    }
    return cart.currency("currency", "currency")
        .or(
            () ->
                cart.each("line_items", "lineItems").stream()
                    .flatMap(
                        line ->
                            line
                                .at("price_set")
                                .at("shop_money")
                                .currency("currency_code", "currency_code")
                                .stream())
                    .findFirst());
  }

  boolean taxesIncluded() {
    return cart.flag("taxes_included", "taxesIncluded").orElse(false);
  }

  List<Line> lines() {
    List<ShopifyNode> nodes = cart.each("line_items", "lineItems");
    if (cart.at("lineItems").at("pageInfo").flag("hasNextPage", "hasNextPage").orElse(false)) {
      cart.at("lineItems").warn("lines_truncated", "the checkout has more lines than were listed");
    }
    List<Line> lines = new ArrayList<>();
    for (int position = 0; position < nodes.size(); position++) {
      line(nodes.get(position), position).ifPresent(lines::add);
    }
    return lines;
  }

  private Optional<Line> line(ShopifyNode line, int position) {
    Quantity quantity = line.quantity("quantity", "quantity").orElse(Quantity.of(1));
    return line.money("price", "originalUnitPriceSet", currency)
        .map(
            price ->
                new Line(
                    line.id()
                        .or(() -> line.text("key"))
                        .orElseGet(() -> Integer.toString(position + 1)),
                    Optional.empty(),
                    reference(line, "product_id", "product"),
                    reference(line, "variant_id", "variant"),
                    line.text("sku"),
                    Optional.empty(),
                    line.text("title").orElse(""),
                    line.text("variant_title", "variantTitle")
                        .map(variant -> List.of(new LineOption("variant", variant)))
                        .orElse(List.of()),
                    new LineQuantity(
                        quantity, quantity, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO),
                    price,
                    Optional.empty(),
                    taxesIncluded(),
                    List.of(),
                    taxes(line),
                    price.times(quantity),
                    line.flag("requires_shipping", "requiresShipping").orElse(false),
                    line.flag("gift_card", "giftCard").orElse(false),
                    line.graph() ? Optional.<BigDecimal>empty() : line.decimal("grams", "grams"),
                    Optional.empty(),
                    ShopifyCustomFields.attributes(line.at("properties", "customAttributes"))));
  }

  private static Optional<String> reference(ShopifyNode line, String rest, String graph) {
    return line.graph() ? line.at(graph).id() : line.id(rest, rest);
  }

  private List<TaxLine> taxes(ShopifyNode bearer) {
    return bearer.each("tax_lines", "taxLines").stream()
        .flatMap(
            tax ->
                tax
                    .money("price", "priceSet", currency)
                    .map(
                        amount ->
                            new TaxLine(
                                tax.text("title").orElse(""), tax.decimal("rate", "rate"), amount))
                    .stream())
        .toList();
  }

  /// A checkout names codes; REST tells what each is worth, GraphQL only their sum.
  List<Discount> discounts() {
    List<ShopifyNode> codes = cart.each("discount_codes", "discountCodes");
    List<Discount> discounts = new ArrayList<>();
    for (int index = 0; index < codes.size(); index++) {
      ShopifyNode code = codes.get(index);
      RawNode raw = code.raw();
      Optional<String> name = raw.isObject() ? code.text("code") : code.text();
      Optional<Money> amount = raw.isObject() ? raw.money("amount", currency) : Optional.empty();
      discounts.add(
          new Discount(
              index,
              name,
              Optional.empty(),
              DiscountType.OTHER,
              DiscountTarget.ORDER,
              amount.orElse(Money.zero(currency)),
              Optional.empty(),
              false));
    }
    return discounts;
  }

  List<ShippingLine> shipping() {
    return cart.each("shipping_lines", "shippingLines").stream()
        .flatMap(line -> shipping(line).stream())
        .toList();
  }

  private Optional<ShippingLine> shipping(ShopifyNode line) {
    return line.money("price", "originalPriceSet", currency)
        .map(
            price ->
                new ShippingLine(
                    line.id(),
                    line.text("code"),
                    line.text("title").orElse(""),
                    line.text("carrier_identifier", "carrierIdentifier"),
                    price,
                    List.of(),
                    taxes(line),
                    price,
                    taxesIncluded(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of()));
  }

  TotalsSheet totals() {
    Money goods = Money.sum(currency, lines().stream().map(Line::total));
    return new TotalsSheet(
        cart.money("subtotal_price", "subtotalPriceSet", currency),
        cart.money("total_discounts", "totalDiscountSet", currency),
        Optional.empty(),
        cart.money("total_tax", "totalTaxSet", currency),
        Optional.empty(),
        cart.money("total_price", "totalPriceSet", currency).orElse(goods),
        Optional.empty());
  }
}
