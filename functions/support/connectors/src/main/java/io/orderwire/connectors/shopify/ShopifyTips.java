package io.orderwire.connectors.shopify;

import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import java.util.List;
import java.util.Optional;

/// Tells tips from goods: Shopify keeps a tip as a line item that its subtotal leaves out.
///
/// In REST shapes a tip line has a `tip_payment_gateway` member (even if null), which no other line
/// has. GraphQL has no such mark: there a tip is a line without product and variant that needs no
/// shipping and can never be fulfilled, of an order that says it received tips, and is called so or
/// has exactly the amount of the tips.
///
/// @param goods the line items that are no tips
/// @param total what was tipped, if anything
record ShopifyTips(List<ShopifyNode> goods, Optional<Money> total) {
  private static final String MARK = "tip_payment_gateway";

  ShopifyTips {
    goods = List.copyOf(goods);
  }

  static ShopifyTips of(ShopifyNode order, CurrencyCode currency) {
    Optional<Money> stated =
        order
            .money("total_tip_received", "totalTipReceivedSet", currency)
            .filter(tip -> !tip.isZero());
    List<ShopifyNode> lines = order.each("line_items", "lineItems");
    List<ShopifyNode> goods =
        lines.stream().filter(line -> !isTip(line, stated, currency)).toList();
    if (stated.isPresent() || goods.size() == lines.size()) {
      return new ShopifyTips(goods, stated);
    }
    Money sum =
        Money.sum(
            currency,
            lines.stream()
                .filter(line -> !goods.contains(line))
                .flatMap(line -> amount(line, currency).stream()));
    return new ShopifyTips(goods, Optional.of(sum).filter(tip -> !tip.isZero()));
  }

  static List<ShopifyNode> tipLines(ShopifyNode order) {
    Optional<CurrencyCode> currency = order.currency("currency", "currencyCode");
    if (currency.isEmpty()) {
      return List.of();
    }
    List<ShopifyNode> goods = of(order, currency.get()).goods();
    List<String> kept = goods.stream().map(line -> line.raw().pointer()).toList();
    return order.each("line_items", "lineItems").stream()
        .filter(line -> !kept.contains(line.raw().pointer()))
        .toList();
  }

  private static boolean isTip(ShopifyNode line, Optional<Money> stated, CurrencyCode currency) {
    if (!line.graph()) {
      return line.raw().json().has(MARK);
    }
    if (stated.isEmpty()
        || line.at("product").isPresent()
        || line.at("variant").isPresent()
        || line.flag("requiresShipping", "requiresShipping").orElse(true)
        || line.flag("isGiftCard", "isGiftCard").orElse(false)
        || !line.integer("nonFulfillableQuantity", "nonFulfillableQuantity")
            .equals(line.integer("quantity", "quantity"))) {
      return false;
    }
    return line.text("title").filter(title -> title.equalsIgnoreCase("tip")).isPresent()
        || amount(line, currency).equals(stated);
  }

  private static Optional<Money> amount(ShopifyNode line, CurrencyCode currency) {
    Quantity quantity = line.quantity("quantity", "quantity").orElse(Quantity.of(1));
    return line.money("price", "originalUnitPriceSet", currency)
        .map(price -> price.times(quantity));
  }
}
