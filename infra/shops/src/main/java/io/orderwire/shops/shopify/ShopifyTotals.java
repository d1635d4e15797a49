package io.orderwire.shops.shopify;

import io.orderwire.shops.shopify.ShopifyOrder.Line;
import io.orderwire.shops.shopify.ShopifyOrder.Refund;
import io.orderwire.shops.shopify.ShopifyOrder.Transaction;
import java.util.List;
import java.util.function.Function;

/// An order's totals by the definitions of the REST and GraphQL references: the plain ones before
/// returns and refunds, the `current` ones after.
record ShopifyTotals(
    Bag lineItems,
    Bag discounts,
    Bag goodsDiscounts,
    Bag subtotal,
    Bag shipping,
    Bag shippingRebate,
    Bag tax,
    Bag tip,
    Bag duties,
    Bag total,
    Bag currentSubtotal,
    Bag currentDiscounts,
    Bag currentShipping,
    Bag currentTax,
    Bag currentTotal,
    Bag authorized,
    Bag received,
    Bag refunded,
    Bag outstanding,
    Bag adjustments,
    Bag refundedShipping) {

  static ShopifyTotals of(ShopifyOrder order) {
    Bag lineItems = sum(order.goods(), line -> line.price().times(line.quantity()));
    Bag goodsDiscounts = sum(order.goods(), Line::discount);
    Bag shipping = sum(order.carriages, ShopifyOrder.Carriage::price);
    Bag rebate = sum(order.carriages, ShopifyOrder.Carriage::rebate);
    Bag subtotal = lineItems.minus(goodsDiscounts);
    Bag tax = sum(order.lines, Line::tax).plus(sum(order.carriages, ShopifyOrder.Carriage::tax));
    Bag tip =
        sum(
            order.lines.stream().filter(line -> line.sold().tip()).toList(),
            line -> line.price().times(line.quantity()));
    Bag duties = sum(order.lines, Line::duty);
    Bag total =
        subtotal
            .plus(shipping)
            .minus(rebate)
            .plus(order.taxesIncluded ? Bag.ZERO : tax)
            .plus(tip)
            .plus(duties);
    Back back = Back.of(order);
    Bag currentTotal =
        total
            .minus(back.goods())
            .minus(back.shipping())
            .minus(order.taxesIncluded ? Bag.ZERO : back.goodsTax().plus(back.shippingTax()))
            .plus(back.adjustments());
    Bag received = paid(order, "sale", "capture");
    Bag refunded = paid(order, "refund");
    return new ShopifyTotals(
        lineItems,
        goodsDiscounts.plus(rebate),
        goodsDiscounts,
        subtotal,
        shipping,
        rebate,
        tax,
        tip,
        duties,
        total,
        subtotal.minus(back.goods()),
        goodsDiscounts.plus(rebate).minus(back.discounts()),
        shipping.minus(rebate).minus(back.shipping()),
        tax.minus(back.goodsTax()).minus(back.shippingTax()),
        currentTotal,
        open(order),
        received,
        refunded,
        currentTotal.minus(received).plus(refunded),
        back.adjustments(),
        back.shipping());
  }

  /// What refunds and edits took off.
  private record Back(
      Bag goods, Bag goodsTax, Bag shipping, Bag shippingTax, Bag adjustments, Bag discounts) {

    static Back of(ShopifyOrder order) {
      Bag goods = Bag.ZERO;
      Bag goodsTax = Bag.ZERO;
      Bag shipping = Bag.ZERO;
      Bag shippingTax = Bag.ZERO;
      Bag adjustments = Bag.ZERO;
      Bag discounts = Bag.ZERO;
      for (Refund refund : order.refunds) {
        for (ShopifyOrder.RefundLine part : refund.lines()) {
          goods = goods.plus(part.subtotal());
          goodsTax = goodsTax.plus(part.tax());
          Line line = order.line(part.line());
          Bag gross = line.price().times(part.quantity());
          discounts = discounts.plus(gross.minus(part.subtotal()));
        }
        for (ShopifyOrder.RefundCarriage part : refund.carriages()) {
          shipping = shipping.plus(part.subtotal());
          shippingTax = shippingTax.plus(part.tax());
        }
        adjustments = adjustments.plus(sum(refund.adjustments(), ShopifyOrder.Adjustment::amount));
      }
      return new Back(goods, goodsTax, shipping, shippingTax, adjustments, discounts);
    }
  }

  /// `pending`, `authorized`, `partially_paid`, `paid`, `partially_refunded`, `refunded`, `voided`.
  String financialStatus(ShopifyOrder order) {
    if (received.shop().signum() == 0) {
      return unpaid(order);
    }
    if (refunded.shop().compareTo(received.shop()) >= 0) {
      return "refunded";
    }
    if (refunded.shop().signum() > 0) {
      return "partially_refunded";
    }
    return outstanding.shop().signum() > 0 ? "partially_paid" : "paid";
  }

  private String unpaid(ShopifyOrder order) {
    if (total.shop().signum() == 0) {
      return "paid";
    }
    if (order.transactions.stream().anyMatch(t -> t.succeeded("void"))) {
      return "voided";
    }
    return authorized.shop().signum() > 0 ? "authorized" : "pending";
  }

  /// `fulfilled`, `partial`, or empty for nothing yet.
  static String fulfilmentStatus(ShopifyOrder order) {
    int fulfilled = order.goods().stream().mapToInt(Line::fulfilled).sum();
    int open = order.goods().stream().mapToInt(Line::fulfillable).sum();
    if (fulfilled == 0) {
      return "";
    }
    return open == 0 ? "fulfilled" : "partial";
  }

  private static Bag open(ShopifyOrder order) {
    boolean voided = order.transactions.stream().anyMatch(t -> t.succeeded("void"));
    return voided ? Bag.ZERO : paid(order, "authorization").minus(paid(order, "capture"));
  }

  private static Bag paid(ShopifyOrder order, String... kinds) {
    return sum(
        order.transactions.stream().filter(t -> t.succeeded(kinds)).toList(), Transaction::amount);
  }

  private static <T> Bag sum(List<T> all, Function<T, Bag> amount) {
    Bag sum = Bag.ZERO;
    for (T each : all) {
      sum = sum.plus(amount.apply(each));
    }
    return sum;
  }
}
