package io.orderwire.shops;

import java.math.BigDecimal;

/// A thing for sale.
///
/// @param number small number unique in the catalogue; platform ids derive from it
/// @param variant the variant's title, empty where there is but one
/// @param price as entered in the catalogue, in the shop's currency
/// @param grams weight
/// @param virtual nothing to ship
/// @param taxable false where no tax is ever due
public record Product(
    int number,
    String sku,
    String title,
    String variant,
    BigDecimal price,
    int grams,
    boolean virtual,
    boolean taxable) {

  /// Title and variant as shown on an order line.
  public String name() {
    return variant.isEmpty() ? title : title + " - " + variant;
  }
}
