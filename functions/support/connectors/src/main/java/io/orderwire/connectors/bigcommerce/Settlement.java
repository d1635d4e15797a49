package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.json.Json;
import io.orderwire.model.Charge;
import io.orderwire.model.ChargeKind;
import io.orderwire.model.CustomField;
import io.orderwire.model.FieldValue;
import io.orderwire.model.Money;
import io.orderwire.model.ShippingLine;
import io.orderwire.model.TaxLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Shipping methods and what is charged beside goods and shipping. The order's own sums count, as
/// its total is made of them; a merchant may overwrite them. Only of several shipping addresses
/// each has its own part.
final class Settlement {
  private static final String SHIPPING_COST = "shipping_cost";
  private static final Set<String> SHIPPING_MEMBERS =
      Set.of(
          "id",
          "order_id",
          "items_total",
          "items_shipped",
          "shipping_method",
          "base_cost",
          "cost_ex_tax",
          "cost_inc_tax",
          "cost_tax",
          "cost_tax_class_id",
          "base_handling_cost",
          "handling_cost_ex_tax",
          "handling_cost_inc_tax",
          "handling_cost_tax",
          "handling_cost_tax_class_id",
          "shipping_zone_id",
          "shipping_zone_name",
          "shipping_quotes");
  private static final Set<String> KNOWN = known();

  private static final Set<String> PICKUP_MEMBERS =
      Set.of("id", "pickup_method_display_name", "line_items");
  private static final Set<String> FEE_MEMBERS =
      Set.of(
          "id",
          "display_name_customer",
          "display_name_merchant",
          "base_cost",
          "cost_ex_tax",
          "cost_exc_tax",
          "cost_inc_tax",
          "cost_tax",
          "tax_class_id");

  private final RawNode root;
  private final Prices prices;
  private final Taxes taxes;

  Settlement(RawNode root, Prices prices, Taxes taxes) {
    this.root = root;
    this.prices = prices;
    this.taxes = taxes;
  }

  List<ShippingLine> shipping() {
    List<ShippingLine> shipping = new ArrayList<>();
    List<RawNode> addresses = root.each(OrderFetch.SHIPPING_ADDRESSES);
    for (int index = 0; index < addresses.size(); index++) {
      shipping.add(method(addresses.get(index), index, addresses.size() == 1));
    }
    root.at(OrderFetch.CONSIGNMENTS).each("pickups").forEach(each -> shipping.add(pickup(each)));
    Money cost = prices.of(root, SHIPPING_COST);
    if (addresses.isEmpty() && !cost.isZero()) {
      shipping.add(
          line(
              new Method(Optional.empty(), "", Optional.empty(), List.of()),
              cost,
              Taxes.unnamed(prices.tax(root, SHIPPING_COST))));
    }
    return shipping;
  }

  List<Charge> charges() {
    List<Charge> charges = new ArrayList<>();
    charge("handling_cost", ChargeKind.OTHER, "Handling").ifPresent(charges::add);
    charge("wrapping_cost", ChargeKind.GIFT_WRAP, "Gift wrapping").ifPresent(charges::add);
    root.each(OrderFetch.FEES).forEach(node -> charges.add(fee(node)));
    return charges;
  }

  /// The sum of all charges, as far as the order states it.
  Money chargesTotal() {
    return Money.sum(prices.currency(), charges().stream().map(Charge::amount));
  }

  private ShippingLine method(RawNode node, int index, boolean only) {
    String id = node.text("id").orElse("");
    RawNode costs = only ? root : node;
    String name = only ? SHIPPING_COST : "cost";
    node.at("order_id").drop("is_the_order");
    node.at("items_total").drop("restated");
    node.at("items_shipped").drop("restated");
    node.at("shipping_quotes").drop("api_links");
    node.at("shipping_zone_id").drop("settings_of_the_shop");
    node.at("cost_tax_class_id").drop("settings_of_the_shop");
    node.at("handling_cost_tax_class_id").drop("settings_of_the_shop");
    Prices.drop(node, "cost", "part_of_the_shipping_cost");
    Prices.drop(node, "handling_cost", "part_of_the_handling_cost");
    List<CustomField> properties = new ArrayList<>(People.formFields(node, ""));
    if (index > 0) {
      People.address(node)
          .ifPresent(
              address ->
                  properties.add(
                      new CustomField("address", new FieldValue.Json(Json.text(address)))));
    }
    properties.addAll(Notes.of(node, List.of("email", "shipping_zone_name"), ""));
    properties.addAll(Leftovers.of(node, KNOWN, ""));
    return line(
        new Method(
            node.text("id"), node.text("shipping_method").orElse(""), Optional.empty(), properties),
        prices.of(costs, name),
        taxes.ofShipping(id, prices.tax(costs, name)));
  }

  private ShippingLine pickup(RawNode node) {
    RawNode location = node.at("location");
    node.at("line_items").drop("restated");
    return line(
        new Method(
            node.text("id"),
            node.text("pickup_method_display_name").orElse(""),
            location.text("name").or(() -> location.text("code")),
            Leftovers.of(node, PICKUP_MEMBERS, "")),
        Money.zero(prices.currency()),
        List.of());
  }

  /// A way to bring the goods to the buyer, without what it costs.
  private record Method(
      Optional<String> id,
      String label,
      Optional<String> pickupPoint,
      List<CustomField> properties) {}

  private ShippingLine line(Method method, Money cost, List<TaxLine> costTaxes) {
    return new ShippingLine(
        method.id(),
        Optional.empty(),
        method.label(),
        Optional.empty(),
        cost,
        List.of(),
        costTaxes,
        cost,
        prices.inclusive(),
        Optional.empty(),
        Optional.empty(),
        method.pickupPoint(),
        method.properties());
  }

  private Optional<Charge> charge(String name, ChargeKind kind, String title) {
    Money amount = prices.of(root, name);
    return amount.isZero()
        ? Optional.empty()
        : Optional.of(
            new Charge(
                Optional.empty(),
                kind,
                title,
                amount,
                Taxes.unnamed(prices.tax(root, name)),
                prices.inclusive(),
                List.of()));
  }

  private Charge fee(RawNode node) {
    Optional<String> merchants = node.text("display_name_merchant");
    node.at("tax_class_id").drop("settings_of_the_shop");
    return new Charge(
        node.text("id"),
        ChargeKind.FEE,
        node.text("display_name_customer").or(() -> merchants).orElse(""),
        prices.of(node, "cost"),
        Taxes.unnamed(prices.tax(node, "cost")),
        prices.inclusive(),
        Leftovers.of(node, FEE_MEMBERS, ""));
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(SHIPPING_MEMBERS);
    known.addAll(People.ADDRESS_MEMBERS);
    return known;
  }
}
