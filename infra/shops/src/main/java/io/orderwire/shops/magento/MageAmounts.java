package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;

/// Writes each amount twice: as shown under its name, and as booked under `base_` and its name.
record MageAmounts(ObjectNode node) {
  /// Columns whose names had to be cut.
  private static final Map<String, String> CUT =
      Map.of(
          "base_shipping_discount_tax_compensation_amount",
          "base_shipping_discount_tax_compensation_amnt");

  MageAmounts put(String name, BigDecimal booked, BigDecimal shown) {
    String base = "base_" + name;
    node.put(name, shown);
    node.put(CUT.getOrDefault(base, base), booked);
    return this;
  }
}
