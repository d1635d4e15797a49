package io.orderwire.connectors.shopify;

import io.orderwire.connector.PlatformOrder.StatedTotals;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.DiscountAllocation;
import io.orderwire.model.Money;
import io.orderwire.model.Payment;
import io.orderwire.model.Presentment;
import io.orderwire.model.Refund;
import io.orderwire.model.RefundAdjustment;
import io.orderwire.model.RefundLine;
import io.orderwire.model.TotalsSheet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Totals, payments and refunds, all in shop currency.
///
/// `total_price` is what the order was worth when placed and edited; returns and refunds do not
/// change it. A refund is worth what its successful transactions say, not the sum of its lines:
/// Shopify balances the two by adjustments with negative amounts.
final class ShopifyMoney {
  private final ShopifyNode order;
  private final CurrencyCode currency;
  private final ShopifyGoods goods;
  private final ShopifyRate rate;

  ShopifyMoney(ShopifyNode order, CurrencyCode currency, ShopifyGoods goods) {
    this.order = order;
    this.currency = currency;
    this.goods = goods;
    this.rate = ShopifyRate.of(order, currency);
  }

  StatedTotals totals(Money grandTotal) {
    TotalsSheet display =
        new TotalsSheet(
            order.money("subtotal_price", "subtotalPriceSet", currency),
            order.money("total_discounts", "totalDiscountsSet", currency),
            shippingTotal(),
            order.money("total_tax", "totalTaxSet", currency),
            Optional.of(goods.chargesInTotal()),
            grandTotal,
            refundedTotal());
    return new StatedTotals(display, presentment(), goods.taxesIncluded());
  }

  /// Shopify states shipping before its discounts.
  private Optional<Money> shippingTotal() {
    Money discounts =
        Money.sum(
            currency,
            goods.shipping().stream()
                .flatMap(line -> line.discounts().stream())
                .map(DiscountAllocation::amount));
    return order
        .bag("total_shipping_price_set", "totalShippingPriceSet", currency)
        .map(total -> total.minus(discounts));
  }

  private Optional<Money> refundedTotal() {
    if (order.graph()) {
      return order.bag("totalRefundedSet", "totalRefundedSet", currency);
    }
    return order.at("refunds").isPresent()
        ? Optional.of(Money.sum(currency, refunds().stream().map(Refund::total)))
        : Optional.empty();
  }

  private Optional<Presentment> presentment() {
    return rate.presentment()
        .filter(code -> !code.equals(currency))
        .flatMap(
            code ->
                order
                    .presented("total_price_set", "totalPriceSet", code)
                    .map(total -> new Presentment(code, rate.factor(), sheet(code, total))));
  }

  private TotalsSheet sheet(CurrencyCode code, Money total) {
    return new TotalsSheet(
        order.presented("subtotal_price_set", "subtotalPriceSet", code),
        order.presented("total_discounts_set", "totalDiscountsSet", code),
        presentedShipping(code),
        order.presented("total_tax_set", "totalTaxSet", code),
        Optional.empty(),
        total,
        Optional.empty());
  }

  private Optional<Money> presentedShipping(CurrencyCode code) {
    List<Optional<Money>> prices =
        goods.shippingNodes().stream()
            .map(line -> line.presented("discounted_price_set", "discountedPriceSet", code))
            .toList();
    return prices.stream().allMatch(Optional::isPresent)
        ? Optional.of(Money.sum(code, prices.stream().flatMap(Optional::stream)))
        : Optional.empty();
  }

  List<Payment> payments() {
    ShopifyPayments payments = new ShopifyPayments(rate);
    return order.each("transactions", "transactions").stream()
        .map(payments::payment)
        .flatMap(Optional::stream)
        .toList();
  }

  List<Refund> refunds() {
    return order.each("refunds", "refunds").stream()
        .map(this::refund)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Refund> refund(ShopifyNode refund) {
    Optional<String> id = refund.id();
    if (id.isEmpty()) {
      refund.warn("incomplete_refund", "a refund without an id was left out");
      return Optional.empty();
    }
    List<ShopifyNode> transactions = refund.each("transactions", "transactions");
    return Optional.of(
        new Refund(
            id.get(),
            refund
                .instant("processed_at", "processedAt")
                .or(() -> refund.instant("created_at", "createdAt")),
            refund.text("note"),
            refund.each("refund_line_items", "refundLineItems").stream()
                .flatMap(line -> refundLine(line).stream())
                .toList(),
            refundedShipping(refund),
            adjustments(refund),
            total(refund, transactions),
            transactions.stream()
                .filter(ShopifyPayments::isRefund)
                .flatMap(transaction -> transaction.id().stream())
                .toList()));
  }

  static Optional<String> refundedLineId(ShopifyNode line) {
    return line.graph() ? line.at("lineItem").id() : line.id("line_item_id", "line_item_id");
  }

  private Optional<RefundLine> refundLine(ShopifyNode line) {
    return refundedLineId(line)
        .flatMap(
            id ->
                line.quantity("quantity", "quantity")
                    .map(
                        quantity ->
                            new RefundLine(
                                id,
                                quantity,
                                line.money("subtotal", "subtotalSet", currency),
                                line.money("total_tax", "totalTaxSet", currency),
                                line.text("restock_type", "restockType")
                                    .map(type -> !type.equalsIgnoreCase("no_restock")))));
  }

  private Optional<Money> refundedShipping(ShopifyNode refund) {
    List<Money> lines =
        refund.each("refund_shipping_lines", "refundShippingLines").stream()
            .flatMap(
                line -> line.bag("subtotal_amount_set", "subtotalAmountSet", currency).stream())
            .toList();
    List<Money> older =
        refund.each("order_adjustments", "orderAdjustments").stream()
            .filter(ShopifyMoney::isShippingRefund)
            .flatMap(adjustment -> adjustment.money("amount", "amountSet", currency).stream())
            .map(Money::negated)
            .toList();
    List<Money> amounts = lines.isEmpty() ? older : lines;
    return amounts.isEmpty()
        ? Optional.empty()
        : Optional.of(Money.sum(currency, amounts.stream()));
  }

  /// REST alone writes refunded shipping as an adjustment too.
  private static boolean isShippingRefund(ShopifyNode adjustment) {
    return !adjustment.graph()
        && adjustment.text("kind").filter(kind -> kind.equals("shipping_refund")).isPresent();
  }

  private List<RefundAdjustment> adjustments(ShopifyNode refund) {
    return refund.each("order_adjustments", "orderAdjustments").stream()
        .filter(adjustment -> !isShippingRefund(adjustment))
        .flatMap(
            adjustment ->
                adjustment
                    .money("amount", "amountSet", currency)
                    .map(amount -> amount.plus(tax(adjustment)).negated())
                    .map(amount -> new RefundAdjustment("refund_discrepancy", amount))
                    .stream())
        .toList();
  }

  private Money tax(ShopifyNode adjustment) {
    return adjustment.money("tax_amount", "taxAmountSet", currency).orElse(Money.zero(currency));
  }

  private Money total(ShopifyNode refund, List<ShopifyNode> transactions) {
    if (refund.graph()) {
      return refund
          .bag("totalRefundedSet", "totalRefundedSet", currency)
          .orElse(Money.zero(currency));
    }
    List<ShopifyNode> successful =
        transactions.stream()
            .filter(ShopifyPayments::isRefund)
            .filter(ShopifyPayments::succeeded)
            .toList();
    return exactInShopCurrency(refund, successful)
        .orElseGet(
            () ->
                Money.sum(
                    currency,
                    successful.stream().flatMap(transaction -> rate.amount(transaction).stream())));
  }

  /// A webhook states a refund's transactions in the currency the buyer paid in. Where they add up
  /// to the refund's parts in that currency, those parts in shop currency are the exact total;
  /// converting by the order's rate may be a cent off.
  private Optional<Money> exactInShopCurrency(ShopifyNode refund, List<ShopifyNode> transactions) {
    Optional<CurrencyCode> paidIn =
        transactions.stream()
            .flatMap(transaction -> transaction.currency("currency", "currency").stream())
            .filter(code -> !code.equals(currency))
            .findFirst();
    if (paidIn.isEmpty()) {
      return Optional.empty();
    }
    CurrencyCode code = paidIn.get();
    Money paid =
        Money.sum(
            code,
            transactions.stream()
                .flatMap(transaction -> transaction.raw().money("amount", code).stream()));
    Money presented = Money.sum(code, parts(refund).flatMap(part -> part.presentedAmounts(code)));
    return paid.equals(presented)
        ? Optional.of(
            Money.sum(currency, parts(refund).flatMap(part -> part.shopAmounts(currency))))
        : Optional.empty();
  }

  /// A part of a refund and the names of its two amounts.
  private record Part(ShopifyNode node, String amount, String tax, boolean negative) {
    Stream<Money> presentedAmounts(CurrencyCode code) {
      return Stream.of(amount, tax)
          .flatMap(name -> node.presented(name, name, code).stream())
          .map(money -> negative ? money.negated() : money);
    }

    Stream<Money> shopAmounts(CurrencyCode code) {
      return Stream.of(amount, tax)
          .flatMap(name -> node.bag(name, name, code).stream())
          .map(money -> negative ? money.negated() : money);
    }
  }

  private static Stream<Part> parts(ShopifyNode refund) {
    List<ShopifyNode> shipping = refund.each("refund_shipping_lines", "refundShippingLines");
    Stream<Part> lines =
        refund.each("refund_line_items", "refundLineItems").stream()
            .map(line -> new Part(line, "subtotal_set", "total_tax_set", false));
    Stream<Part> methods =
        shipping.stream()
            .map(line -> new Part(line, "subtotal_amount_set", "tax_amount_set", false));
    Stream<Part> adjustments =
        refund.each("order_adjustments", "orderAdjustments").stream()
            .filter(adjustment -> shipping.isEmpty() || !isShippingRefund(adjustment))
            .map(adjustment -> new Part(adjustment, "amount_set", "tax_amount_set", true));
    return Stream.of(lines, methods, adjustments).flatMap(parts -> parts);
  }
}
