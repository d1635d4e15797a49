package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.RawNode;
import io.orderwire.connectors.bigcommerce.BigCommerceStatuses.Shipped;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Quantity;
import java.util.List;

/// What became of the ordered goods: each product counts what of it was shipped and refunded. A
/// merchant may call an order shipped or completed without any shipment: then all was handed over
/// that was not refunded.
///
/// @param handedOver the status says so
/// @param over nothing will be shipped any more
record Goods(boolean handedOver, boolean over) {
  private static final String PHYSICAL = "physical";

  static boolean needsShipping(RawNode product) {
    return product.text("type").filter(PHYSICAL::equals).isPresent();
  }

  LineQuantity quantity(RawNode product) {
    Quantity ordered = product.quantity("quantity").orElse(Quantity.of(1));
    Quantity refunded = counted(product, "quantity_refunded");
    Quantity shipped = counted(product, "quantity_shipped");
    Quantity current = ordered.lessAtMost(refunded);
    Quantity fulfilled = handedOver && current.compareTo(shipped) > 0 ? current : shipped;
    boolean done = over || handedOver;
    Quantity left = done ? Quantity.ZERO : current.lessAtMost(fulfilled);
    return new LineQuantity(ordered, current, fulfilled, refunded, left);
  }

  /// How much of what has to be shipped was.
  static Shipped shipped(List<RawNode> products) {
    boolean some = false;
    boolean all = true;
    for (RawNode product : products.stream().filter(Goods::needsShipping).toList()) {
      Quantity ordered = product.quantity("quantity").orElse(Quantity.of(1));
      Quantity shipped = counted(product, "quantity_shipped");
      some |= shipped.isPositive();
      all &= shipped.compareTo(ordered.lessAtMost(counted(product, "quantity_refunded"))) >= 0;
    }
    if (!some) {
      return Shipped.NOTHING;
    }
    return all ? Shipped.ALL : Shipped.SOME;
  }

  private static Quantity counted(RawNode product, String member) {
    return product.quantity(member).orElse(Quantity.ZERO);
  }
}
