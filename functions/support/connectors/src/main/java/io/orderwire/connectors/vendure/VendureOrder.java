package io.orderwire.connectors.vendure;

import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.Statuses.CommitmentRule;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.Charge;
import io.orderwire.model.ChargeKind;
import io.orderwire.model.CustomField;
import io.orderwire.model.Discount;
import io.orderwire.model.DiscountTarget;
import io.orderwire.model.DiscountType;
import io.orderwire.model.Evidence;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import io.orderwire.model.ShippingLine;
import io.orderwire.model.TaxLine;
import io.orderwire.model.TotalsSheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One order as it is read, block by block.
final class VendureOrder {
  private final RawNode root;
  private final StoreContext store;
  private final ExternalId id;
  private final MinorUnits units;
  private final Instant createdAt;
  private final String state;
  private final VendureLines lines;
  private final VendurePayments payments;

  private VendureOrder(
      RawNode root, StoreContext store, ExternalId id, MinorUnits units, Instant createdAt) {
    this.root = root;
    this.store = store;
    this.id = id;
    this.units = units;
    this.createdAt = createdAt;
    this.state = root.text("state").orElse("");
    this.lines = new VendureLines(root, units);
    this.payments = new VendurePayments(root, units);
  }

  /// Empty where identity, currency or time cannot be read; the findings say why.
  static Optional<VendureOrder> of(RawNode root, StoreContext store) {
    Optional<MinorUnits> units =
        root.currency("currencyCode")
            .map(code -> new MinorUnits(code, MinorUnits.precision(store)));
    Optional<Instant> created = root.instant("createdAt");
    Optional<ExternalId> id = root.id("id");
    if (units.isEmpty() || created.isEmpty() || id.isEmpty()) {
      return Optional.empty();
    }
    return units
        .get()
        .of(root, "totalWithTax")
        .map(total -> new VendureOrder(root, store, id.get(), units.get(), created.get()));
  }

  PlatformOrder order() {
    return new PlatformOrder(
        identity(),
        readings(),
        times(),
        evidence(),
        VendurePeople.buyer(root),
        VendurePeople.addresses(root),
        lines.all(),
        discounts(),
        shipping(),
        charges(),
        totals(),
        payments.all(),
        lines.shipments(),
        payments.refunds(),
        List.of(),
        customFields());
  }

  private PlatformOrder.Identity identity() {
    return new PlatformOrder.Identity(
        id,
        root.text("code").orElse(id.value()),
        Optional.empty(),
        root.each("channels").stream().flatMap(each -> each.text("code").stream()).findFirst(),
        Optional.of(id),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /// A declined payment leaves the order where another one can be made.
  private PlatformOrder.Readings readings() {
    return VendureStanding.readings(root, units, store);
  }

  private PlatformOrder.Times times() {
    return new PlatformOrder.Times(
        root.instant("orderPlacedAt").orElse(createdAt),
        VendureStanding.latest(root).orElse(createdAt),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private List<Evidence> evidence() {
    List<Evidence> evidence = new ArrayList<>();
    boolean active = root.flag("active").orElse(false);
    if (active || VendureStatuses.isCart(state)) {
      evidence.add(new Evidence(CommitmentRule.DRAFT, state));
    }
    root.text("orderPlacedAt")
        .filter(placed -> !active)
        .ifPresent(
            placed ->
                evidence.add(
                    new Evidence(
                        VendureStatuses.ORDER_PLACED, placed, root.instant("orderPlacedAt"))));
    return evidence;
  }

  /// The order's discounts sum up what lines and shipping lines bear.
  private List<Discount> discounts() {
    List<String> coupons =
        root.each("couponCodes").stream().flatMap(code -> code.text().stream()).toList();
    List<Discount> discounts = new ArrayList<>();
    List<RawNode> nodes = root.each("discounts");
    for (int index = 0; index < nodes.size(); index++) {
      RawNode node = nodes.get(index);
      node.at("amount").drop("without_tax");
      discounts.add(
          new Discount(
              index,
              coupons.size() == 1 && nodes.size() == 1
                  ? Optional.of(coupons.getFirst())
                  : Optional.empty(),
              node.text("description"),
              DiscountType.OTHER,
              target(node),
              units.orZero(node, "amountWithTax").negated(),
              Optional.empty(),
              true));
    }
    return discounts;
  }

  /// A promotion of shipping is the one that a shipping line names too.
  private DiscountTarget target(RawNode discount) {
    boolean ofOrder =
        discount.text("type").filter("DISTRIBUTED_ORDER_PROMOTION"::equals).isPresent();
    Optional<String> source = discount.text("adjustmentSource");
    boolean ofShipping =
        root.each("shippingLines").stream()
            .flatMap(line -> line.each("discounts").stream())
            .anyMatch(each -> each.text("adjustmentSource").equals(source));
    if (ofShipping) {
      return DiscountTarget.SHIPPING;
    }
    return ofOrder ? DiscountTarget.ORDER : DiscountTarget.LINE;
  }

  private List<ShippingLine> shipping() {
    return root.each("shippingLines").stream().map(this::shippingLine).toList();
  }

  private ShippingLine shippingLine(RawNode node) {
    RawNode method = node.at("shippingMethod");
    Money total = units.orZero(node, "discountedPriceWithTax");
    Money tax = total.minus(units.orZero(node, "discountedPrice"));
    node.at("price").drop("without_tax");
    method.at("id").drop("database_row_id");
    return new ShippingLine(
        node.text("id"),
        method.text("code"),
        method.text("name").orElse(""),
        Optional.empty(),
        units.orZero(node, "priceWithTax"),
        VendureLines.allocations(node, units),
        tax.isZero() ? List.of() : List.of(new TaxLine("", Optional.empty(), tax)),
        total,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private List<Charge> charges() {
    return root.each("surcharges").stream().map(this::surcharge).toList();
  }

  private Charge surcharge(RawNode node) {
    Money amount = units.orZero(node, "priceWithTax");
    Money tax = amount.minus(units.orZero(node, "price"));
    return new Charge(
        node.text("id"),
        ChargeKind.FEE,
        node.text("description").orElse(""),
        amount,
        VendureLines.taxes(node, tax),
        true,
        node.has("sku") ? List.of(new CustomField("sku", node.at("sku").value())) : List.of());
  }

  /// `subTotal` has the surcharges in it.
  private PlatformOrder.StatedTotals totals() {
    Money charges =
        Money.sum(
            units.currency(),
            root.each("surcharges").stream()
                .flatMap(node -> units.of(node, "priceWithTax").stream()));
    boolean surcharged = !root.each("surcharges").isEmpty();
    TotalsSheet sheet =
        new TotalsSheet(
            units.of(root, "subTotalWithTax").map(sum -> sum.minus(charges)),
            Optional.empty(),
            units.of(root, "shippingWithTax"),
            units.of(root, "total").map(net -> total().minus(net)),
            surcharged ? Optional.of(charges) : Optional.empty(),
            total(),
            Optional.of(payments.refunded()));
    return new PlatformOrder.StatedTotals(sheet, Optional.empty(), true);
  }

  private Money total() {
    return units.orZero(root, "totalWithTax");
  }

  private List<CustomField> customFields() {
    for (String net : List.of("subTotal", "shipping")) {
      root.at(net).drop("without_tax");
    }
    root.at("taxSummary").drop("sums_of_the_lines");
    root.at("customer").at("id").drop("follows_from_user");
    List<CustomField> fields = new ArrayList<>();
    fields.addAll(VendureFields.of(root.at("customFields")));
    if (root.text("type").filter(type -> !type.equals("Regular")).isPresent()) {
      fields.add(new CustomField("type", root.at("type").value()));
    }
    if (!root.each("couponCodes").isEmpty()) {
      fields.add(new CustomField("couponCodes", root.at("couponCodes").value()));
    }
    for (RawNode modification : root.each("modifications")) {
      String prefix = "modification." + modification.text("id").orElse("") + ".";
      modification.at("createdAt").drop("time_of_the_row");
      for (String member : List.of("note", "priceChange")) {
        if (modification.text(member).isPresent()) {
          fields.add(new CustomField(prefix + member, modification.at(member).value()));
        }
      }
    }
    fields.addAll(payments.added());
    return fields;
  }

  static Quantity quantity(RawNode node, String member) {
    return node.quantity(member).orElse(Quantity.ZERO);
  }
}
