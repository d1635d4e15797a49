package io.orderwire.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// One line of an order or cart. Bundles and configurable products are a tree by `parentId`.
///
/// `total` is what the line contributes: unit price × quantity minus its `discounts`, with its
/// taxes inside exactly when `taxInclusive`. `unitPrice` is before the named `discounts`;
/// `unitPriceBeforeDiscount` is the higher list price, where the platform tells one.
public record Line(
    String id,
    Optional<String> parentId,
    Optional<String> productId,
    Optional<String> variantId,
    Optional<String> sku,
    Optional<String> barcode,
    String name,
    List<LineOption> options,
    LineQuantity quantity,
    Money unitPrice,
    Optional<Money> unitPriceBeforeDiscount,
    boolean taxInclusive,
    List<DiscountAllocation> discounts,
    List<TaxLine> taxes,
    Money total,
    boolean requiresShipping,
    boolean giftCard,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Optional<BigDecimal> weightGrams,
    Optional<String> location,
    List<CustomField> properties) {
  public Line {
    options = List.copyOf(options);
    discounts = List.copyOf(discounts);
    taxes = List.copyOf(taxes);
    properties = List.copyOf(properties);
    weightGrams =
        weightGrams.map(BigDecimal::stripTrailingZeros).map(g -> g.scale() < 0 ? g.setScale(0) : g);
  }
}
