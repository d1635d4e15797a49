package io.orderwire.connectors.api2cart;

import io.orderwire.connector.RawNode;
import io.orderwire.model.Charge;
import io.orderwire.model.ChargeKind;
import io.orderwire.model.CustomField;
import io.orderwire.model.Money;
import io.orderwire.model.ShippingLine;
import io.orderwire.model.TaxLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Shipping methods and gift wrapping. Only the order says what shipping costs, not each method;
/// and its tax is what of the order's taxes no product states.
final class Settlement {
  private static final Set<String> KNOWN = Set.of("id", "name");

  private final RawNode root;
  private final Formula formula;
  private final Money shippingTax;

  /// @param goodsTax what products state
  Settlement(RawNode root, Formula formula, Money goodsTax) {
    this.root = root;
    this.formula = formula;
    Money rest = formula.tax().minus(goodsTax);
    boolean plausible =
        rest.signum() > 0 && rest.amount().compareTo(formula.shipping().amount()) <= 0;
    this.shippingTax = plausible ? rest : Money.zero(formula.currency());
  }

  List<ShippingLine> shipping() {
    List<ShippingLine> shipping = new ArrayList<>();
    for (RawNode method : methods()) {
      Money cost = shipping.isEmpty() ? formula.shipping() : Money.zero(formula.currency());
      shipping.add(
          line(
              method.text("id"),
              method.text("name").orElse(""),
              cost,
              Extras.of(method, KNOWN, "")));
    }
    if (shipping.isEmpty() && !formula.shipping().isZero()) {
      shipping.add(line(Optional.empty(), "", formula.shipping(), List.of()));
    }
    return shipping;
  }

  List<Charge> charges() {
    return formula.wrapping().isZero()
        ? List.of()
        : List.of(
            new Charge(
                Optional.empty(),
                ChargeKind.GIFT_WRAP,
                "Gift wrapping",
                formula.wrapping(),
                List.of(),
                formula.inclusive(),
                List.of()));
  }

  /// The single method is the first of the list over again.
  private List<RawNode> methods() {
    List<RawNode> all = root.each("shipping_methods");
    RawNode single = root.at("shipping_method");
    if (!all.isEmpty()) {
      single.at("name").drop("restated_by_shipping_methods");
      single.at("id").drop("restated_by_shipping_methods");
      return all;
    }
    return single.isObject() && single.text("name").isPresent() ? List.of(single) : List.of();
  }

  /// What the single method carries beside, where the list stands for it.
  List<CustomField> added() {
    return root.each("shipping_methods").isEmpty()
        ? List.of()
        : Extras.of(root.at("shipping_method"), KNOWN, "shipping_method.");
  }

  private ShippingLine line(
      Optional<String> id, String label, Money cost, List<CustomField> properties) {
    List<TaxLine> taxes =
        cost.isZero() || shippingTax.isZero()
            ? List.of()
            : List.of(new TaxLine("Tax", Optional.empty(), shippingTax));
    return new ShippingLine(
        id,
        Optional.empty(),
        label,
        Optional.empty(),
        cost,
        List.of(),
        taxes,
        cost,
        formula.inclusive(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        properties);
  }
}
