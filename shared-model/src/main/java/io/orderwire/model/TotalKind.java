package io.orderwire.model;

import java.util.Optional;
import java.util.function.Function;

/// The totals of a [TotalsSheet], one by one.
enum TotalKind {
  SUBTOTAL("subtotal", TotalsSheet::subtotal),
  DISCOUNTS("discount_total", TotalsSheet::discountTotal),
  SHIPPING("shipping_total", TotalsSheet::shippingTotal),
  TAXES("tax_total", TotalsSheet::taxTotal),
  CHARGES("charges_total", TotalsSheet::chargesTotal),
  GRAND("grand_total", sheet -> Optional.of(sheet.grandTotal())),
  REFUNDED("refunded_total", TotalsSheet::refundedTotal);

  private final String memberName;
  private final Function<TotalsSheet, Optional<Money>> value;

  TotalKind(String memberName, Function<TotalsSheet, Optional<Money>> value) {
    this.memberName = memberName;
    this.value = value;
  }

  /// As it stands in JSON.
  String memberName() {
    return memberName;
  }

  Optional<Money> of(TotalsSheet sheet) {
    return value.apply(sheet);
  }
}
