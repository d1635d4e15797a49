package io.orderwire.connectors.api2cart;

import io.orderwire.connector.RawNode;
import io.orderwire.connectors.api2cart.Api2CartStatuses.Shipped;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of the ordered goods: shipments and refunds name products of the order; some carts
/// count what was shipped at the product. A shop may call an order shipped without any shipment:
/// then all was handed over that was not refunded.
final class Goods {
  private final Map<String, Quantity> shipped = new LinkedHashMap<>();
  private final Map<String, Quantity> refunded = new LinkedHashMap<>();
  private final List<RawNode> products;

  Goods(List<RawNode> products, List<RawNode> shipmentItems, List<RawNode> refundItems) {
    this.products = List.copyOf(products);
    shipmentItems.forEach(item -> count(item, "quantity", shipped));
    refundItems.forEach(item -> count(item, "qty", refunded));
  }

  static Quantity ordered(RawNode product) {
    return product.quantity("quantity").orElse(Quantity.of(1));
  }

  /// The product that an item of a shipment or refund names, by its place in the order or, where it
  /// has none, by what it is.
  String lineId(RawNode item) {
    return item.text("order_product_id")
        .filter(id -> !id.equals("0"))
        .orElseGet(
            () ->
                products.stream()
                    .filter(product -> product.text("product_id").equals(item.text("product_id")))
                    .filter(product -> product.text("variant_id").equals(item.text("variant_id")))
                    .flatMap(product -> product.text("order_product_id").stream())
                    .findFirst()
                    .orElse(""));
  }

  /// @param handedOver the status says that the goods are out of the house
  /// @param over nothing will be shipped any more
  LineQuantity quantity(RawNode product, boolean handedOver, boolean over) {
    Quantity ordered = ordered(product);
    Quantity back = least(refunded(product), ordered);
    Quantity sent = least(shipped(product), ordered);
    Quantity current = ordered.lessAtMost(back);
    Quantity fulfilled = handedOver && current.compareTo(sent) > 0 ? current : sent;
    boolean done = over || handedOver;
    Quantity left = done ? Quantity.ZERO : current.lessAtMost(fulfilled);
    return new LineQuantity(ordered, current, fulfilled, back, left);
  }

  Shipped shipped() {
    boolean some = false;
    boolean all = true;
    for (RawNode product : products) {
      Quantity sent = shipped(product);
      some |= sent.isPositive();
      all &= isSent(product);
    }
    if (!some) {
      return Shipped.NOTHING;
    }
    return all ? Shipped.ALL : Shipped.SOME;
  }

  /// Some carts count a bundle's parts as shipped, others the bundle: either is both.
  private boolean isSent(RawNode product) {
    List<RawNode> parts = products.stream().filter(each -> isPart(each, product)).toList();
    return isCounted(product)
        || products.stream().anyMatch(each -> isPart(product, each) && isCounted(each))
        || (!parts.isEmpty() && parts.stream().allMatch(this::isCounted));
  }

  private static boolean isPart(RawNode part, RawNode bundle) {
    Optional<String> id = bundle.text("order_product_id");
    return id.isPresent() && part.text("parent_order_product_id").equals(id);
  }

  private boolean isCounted(RawNode product) {
    return shipped(product).compareTo(ordered(product).lessAtMost(refunded(product))) >= 0;
  }

  private Quantity shipped(RawNode product) {
    Quantity counted =
        product.at("additional_fields").quantity("quantity_shipped").orElse(Quantity.ZERO);
    Quantity listed = of(product, shipped);
    return counted.compareTo(listed) > 0 ? counted : listed;
  }

  private Quantity refunded(RawNode product) {
    return of(product, refunded);
  }

  private static Quantity of(RawNode product, Map<String, Quantity> counts) {
    return counts.getOrDefault(product.text("order_product_id").orElse(""), Quantity.ZERO);
  }

  private void count(RawNode item, String member, Map<String, Quantity> counts) {
    item.quantity(member)
        .filter(Quantity::isPositive)
        .ifPresent(quantity -> counts.merge(lineId(item), quantity, Quantity::plus));
  }

  private static Quantity least(Quantity one, Quantity other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
