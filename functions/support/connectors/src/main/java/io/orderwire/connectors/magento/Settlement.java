package io.orderwire.connectors.magento;

import io.orderwire.connector.RawNode;
import io.orderwire.model.Charge;
import io.orderwire.model.ChargeKind;
import io.orderwire.model.Discount;
import io.orderwire.model.DiscountAllocation;
import io.orderwire.model.DiscountTarget;
import io.orderwire.model.DiscountType;
import io.orderwire.model.Money;
import io.orderwire.model.ShippingLine;
import io.orderwire.model.TaxLine;
import io.orderwire.model.TotalsSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an order adds to its goods and takes off them, and what it all comes to, in one currency.
///
/// `grand_total = subtotal + shipping_amount + tax_amount + discount_amount (negative) +
/// discount_tax_compensation_amount + shipping_discount_tax_compensation_amount + fixed product
/// taxes + gift wrapping + fees - gift cards - store credit - reward points`
final class Settlement {
  static final List<String> GIFT_WRAPPING = List.of("gw_price", "gw_items_price", "gw_card_price");

  private final RawNode root;
  private final RawNode extension;
  private final Amounts amounts;
  private final Items items;

  Settlement(RawNode root, Amounts amounts, Items items) {
    this.root = root;
    this.extension = root.at("extension_attributes");
    this.amounts = amounts;
    this.items = items;
  }

  /// All rules that gave a discount come as one sum, with the names of all of them.
  List<Discount> discounts() {
    Money amount = goodsDiscount().plus(shippingDiscount());
    if (amount.isZero() && root.text("coupon_code").isEmpty()) {
      return List.of();
    }
    boolean percent =
        items.all().stream()
            .anyMatch(
                item -> item.decimal("discount_percent").filter(n -> n.signum() > 0).isPresent());
    return List.of(
        new Discount(
            0,
            root.text("coupon_code"),
            root.text("discount_description"),
            percent ? DiscountType.PERCENTAGE : DiscountType.OTHER,
            DiscountTarget.ORDER,
            amount,
            Optional.empty(),
            true));
  }

  List<ShippingLine> shipping(Taxes taxes) {
    RawNode shipping = People.assignment(root);
    Optional<String> code = shipping.text("method");
    Optional<String> label = root.text("shipping_description");
    Money price = amounts.of(root, "shipping_amount");
    if (code.isEmpty() && label.isEmpty() && price.isZero()) {
      return List.of();
    }
    Money discount = shippingDiscount();
    return List.of(
        new ShippingLine(
            Optional.empty(),
            code,
            label.or(() -> code).orElse(""),
            code.map(text -> text.split("_", 2)[0]),
            price,
            discount.isZero()
                ? List.of()
                : List.of(new DiscountAllocation(Optional.empty(), discount, Optional.of(0))),
            taxes.ofShipping(amounts.of(root, "shipping_tax_amount")),
            price.minus(discount),
            false,
            Optional.empty(),
            Optional.empty(),
            extension.text("pickup_location_code"),
            List.of()));
  }

  List<Charge> charges() {
    List<Charge> charges = new ArrayList<>();
    Money fixed =
        Money.sum(
            amounts.currency(),
            items.all().stream().map(item -> items.money(item, "weee_tax_applied_row_amount")));
    charge("Fixed product tax", ChargeKind.FEE, fixed, zero()).ifPresent(charges::add);
    Money wrapping = zero();
    Money wrappingTax = zero();
    for (String name : GIFT_WRAPPING) {
      wrapping = wrapping.plus(gift(name));
      wrappingTax = wrappingTax.plus(gift(name.replace("_price", "_tax_amount")));
    }
    charge("Gift wrapping", ChargeKind.GIFT_WRAP, wrapping, wrappingTax).ifPresent(charges::add);
    for (RawNode fee : extension.each("custom_fees")) {
      charge(
              fee.text("title").or(() -> fee.text("code")).orElse("Fee"),
              ChargeKind.FEE,
              amounts.of(fee, amounts.prefix().isEmpty() ? "value" : "amount"),
              amounts.of(fee, "tax_amount"))
          .ifPresent(charges::add);
    }
    return charges;
  }

  TotalsSheet sheet(Money grandTotal) {
    Money subtotal = amounts.of(root, "subtotal").minus(goodsDiscount());
    Money shipping = amounts.of(root, "shipping_amount").minus(shippingDiscount());
    return new TotalsSheet(
        Optional.of(subtotal.rounded()),
        Optional.of(goodsDiscount().plus(shippingDiscount()).rounded()),
        Optional.of(shipping.rounded()),
        amounts.maybe(root, "tax_amount").map(Money::rounded),
        Optional.of(
            Money.sum(amounts.currency(), charges().stream().map(Charge::amount)).rounded()),
        grandTotal.rounded(),
        Optional.of(amounts.of(root, "total_refunded").rounded()));
  }

  /// `discount_amount` is negative and has the discount on shipping in it.
  private Money goodsDiscount() {
    return amounts
        .of(root, "discount_amount")
        .negated()
        .minus(amounts.of(root, "shipping_discount_amount"))
        .minus(amounts.of(root, "discount_tax_compensation_amount"));
  }

  private Money shippingDiscount() {
    return amounts
        .of(root, "shipping_discount_amount")
        .minus(amounts.of(root, "shipping_discount_tax_compensation_amount"));
  }

  /// Gift wrapping names its currency in the middle: `gw_base_price`.
  private Money gift(String name) {
    String full = amounts.prefix().isEmpty() ? name : name.replaceFirst("price|tax", "base_$0");
    return extension.money(full, amounts.currency()).orElse(zero());
  }

  private static Optional<Charge> charge(String title, ChargeKind kind, Money amount, Money tax) {
    return amount.isZero()
        ? Optional.empty()
        : Optional.of(
            new Charge(
                Optional.empty(),
                kind,
                title,
                amount,
                tax.isZero() ? List.of() : List.of(new TaxLine("Tax", Optional.empty(), tax)),
                false,
                List.of()));
  }

  private Money zero() {
    return Money.zero(amounts.currency());
  }
}
