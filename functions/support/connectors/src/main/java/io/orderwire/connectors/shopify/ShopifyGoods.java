package io.orderwire.connectors.shopify;

import io.orderwire.model.Charge;
import io.orderwire.model.ChargeKind;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Discount;
import io.orderwire.model.DiscountAllocation;
import io.orderwire.model.DiscountTarget;
import io.orderwire.model.DiscountType;
import io.orderwire.model.Line;
import io.orderwire.model.Money;
import io.orderwire.model.ShippingLine;
import io.orderwire.model.TaxLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What was bought: lines, discounts, shipping methods, charges.
///
/// Discounts live in allocations; the applications only name them. A tip is a line item on Shopify
/// and a charge here. Removed shipping methods of an edited order stay in REST documents with
/// `is_removed` and count no more.
final class ShopifyGoods {
  private static final BigDecimal WHOLE = new BigDecimal(100);

  private final ShopifyNode order;
  private final CurrencyCode currency;
  private final boolean taxesIncluded;
  private final ShopifyTips tips;
  private final List<ShopifyNode> applications;

  ShopifyGoods(ShopifyNode order, CurrencyCode currency) {
    this.order = order;
    this.currency = currency;
    this.taxesIncluded = order.flag("taxes_included", "taxesIncluded").orElse(false);
    this.tips = ShopifyTips.of(order, currency);
    this.applications = order.each("discount_applications", "discountApplications");
  }

  boolean taxesIncluded() {
    return taxesIncluded;
  }

  List<Line> lines() {
    ShopifyQuantities quantities = ShopifyQuantities.of(order);
    ShopifyLines lines = new ShopifyLines(this, quantities, currency);
    return tips.goods().stream().map(lines::line).flatMap(Optional::stream).toList();
  }

  List<Discount> discounts() {
    List<Discount> discounts = new ArrayList<>();
    for (int position = 0; position < applications.size(); position++) {
      discounts.add(discount(applications.get(position), position));
    }
    return discounts;
  }

  private Discount discount(ShopifyNode application, int position) {
    int index =
        application.graph() ? application.integer("index", "index").orElse(position) : position;
    boolean onShipping = word(application, "target_type", "targetType").equals("shipping_line");
    return new Discount(
        index,
        application.text("code"),
        application.text("title"),
        type(application, onShipping),
        onShipping ? DiscountTarget.SHIPPING : DiscountTarget.LINE,
        allocated(index),
        Optional.of(word(application, "allocation_method", "allocationMethod"))
            .filter(rule -> !rule.isEmpty()),
        true);
  }

  private static DiscountType type(ShopifyNode application, boolean onShipping) {
    Optional<BigDecimal> percentage = percentage(application);
    if (percentage.isEmpty()) {
      return DiscountType.FIXED_AMOUNT;
    }
    boolean free = onShipping && percentage.get().compareTo(WHOLE) == 0;
    return free ? DiscountType.FREE_SHIPPING : DiscountType.PERCENTAGE;
  }

  private static Optional<BigDecimal> percentage(ShopifyNode application) {
    if (application.graph()) {
      ShopifyNode value = application.at("value");
      value.drop("discount_intent", "amount", "currencyCode");
      return value.raw().has("percentage")
          ? value.decimal("percentage", "percentage")
          : Optional.empty();
    }
    boolean relative = word(application, "value_type", "value_type").equals("percentage");
    return relative ? application.decimal("value", "value") : Optional.empty();
  }

  /// What all lines and shipping methods together bear of a discount.
  private Money allocated(int index) {
    Stream<ShopifyNode> bearers = Stream.concat(tips.goods().stream(), shippingNodes().stream());
    return Money.sum(
        currency,
        bearers
            .flatMap(bearer -> allocations(bearer).stream())
            .filter(allocation -> allocation.discountIndex().equals(Optional.of(index)))
            .map(DiscountAllocation::amount));
  }

  List<DiscountAllocation> allocations(ShopifyNode bearer) {
    return bearer.each("discount_allocations", "discountAllocations").stream()
        .flatMap(allocation -> allocation(allocation).stream())
        .toList();
  }

  private Optional<DiscountAllocation> allocation(ShopifyNode allocation) {
    Optional<Integer> index =
        allocation.graph()
            ? allocation.at("discountApplication").integer("index", "index")
            : allocation.integer("discount_application_index", "discount_application_index");
    return allocation
        .money("amount", "allocatedAmountSet", currency)
        .map(amount -> new DiscountAllocation(index.flatMap(this::label), amount, index));
  }

  private Optional<String> label(int index) {
    for (int position = 0; position < applications.size(); position++) {
      ShopifyNode application = applications.get(position);
      int own =
          application.graph() ? application.integer("index", "index").orElse(position) : position;
      if (own == index) {
        return application.text("code").or(() -> application.text("title"));
      }
    }
    return Optional.empty();
  }

  List<ShippingLine> shipping() {
    return shippingNodes().stream().map(this::shippingLine).flatMap(Optional::stream).toList();
  }

  List<ShopifyNode> shippingNodes() {
    return order.each("shipping_lines", "shippingLines").stream()
        .filter(line -> !line.flag("is_removed", "isRemoved").orElse(false))
        .toList();
  }

  private Optional<ShippingLine> shippingLine(ShopifyNode line) {
    Optional<Money> price = line.money("price", "originalPriceSet", currency);
    if (price.isEmpty()) {
      line.warn("missing_price", "a shipping method without a price was left out");
      return Optional.empty();
    }
    List<DiscountAllocation> discounts = allocations(line);
    Money borne = Money.sum(currency, discounts.stream().map(DiscountAllocation::amount));
    return Optional.of(
        new ShippingLine(
            line.id(),
            line.text("code"),
            line.text("title").or(() -> line.text("code")).orElse(""),
            line.text("carrier_identifier", "carrierIdentifier"),
            price.get(),
            discounts,
            taxes(line),
            line.money("discounted_price", "discountedPriceSet", currency)
                .orElseGet(() -> price.get().minus(borne)),
            taxesIncluded,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of()));
  }

  List<Charge> charges() {
    List<Charge> charges = new ArrayList<>();
    tips.total().ifPresent(tip -> charges.add(charge(ChargeKind.TIP, "Tip", tip)));
    charges.addAll(duties());
    fees().ifPresent(fee -> charges.add(charge(ChargeKind.FEE, "Additional fees", fee)));
    rounding()
        .ifPresent(
            rounding -> charges.add(charge(ChargeKind.CASH_ROUNDING, "Cash rounding", rounding)));
    return charges;
  }

  private Charge charge(ChargeKind kind, String title, Money amount) {
    return new Charge(Optional.empty(), kind, title, amount, List.of(), taxesIncluded, List.of());
  }

  /// Duties that the prices already contain are no charge of their own.
  private List<Charge> duties() {
    if (order.flag("duties_included", "dutiesIncluded").orElse(false)) {
      return List.of();
    }
    return tips.goods().stream()
        .flatMap(line -> line.each("duties", "duties").stream())
        .flatMap(duty -> duty(duty).stream())
        .toList();
  }

  private Optional<Charge> duty(ShopifyNode duty) {
    Optional<Money> amount =
        duty.graph()
            ? duty.bag("price", "price", currency)
            : duty.at("shop_money").raw().money("amount", currency);
    return amount.map(
        money ->
            new Charge(
                duty.id(), ChargeKind.DUTY, "Duty", money, taxes(duty), taxesIncluded, List.of()));
  }

  private Optional<Money> fees() {
    return order
        .bag("original_total_additional_fees_set", "originalTotalAdditionalFeesSet", currency)
        .filter(fee -> !fee.isZero());
  }

  /// What paying in cash adds to or takes from the order's total, which does not contain it.
  private Optional<Money> rounding() {
    ShopifyNode graph = order.at("totalCashRoundingAdjustment");
    Optional<Money> rounding =
        order.graph()
            ? graph.bag("paymentSet", "paymentSet", currency)
            : order.bag("total_cash_rounding_payment_adjustment_set", "", currency);
    return rounding.filter(amount -> !amount.isZero());
  }

  /// The part of the stated total that is neither goods, shipping nor tax.
  Money chargesInTotal() {
    return Money.sum(
        currency,
        charges().stream()
            .filter(charge -> charge.kind() != ChargeKind.CASH_ROUNDING)
            .map(Charge::amount));
  }

  List<TaxLine> taxes(ShopifyNode bearer) {
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

  private static String word(ShopifyNode node, String rest, String graph) {
    return node.text(rest, graph).map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
  }
}
