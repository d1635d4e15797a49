package io.orderwire.connectors.shopify;

import io.orderwire.model.LineQuantity;
import io.orderwire.model.Quantity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How many of each line were shipped and refunded, which Shopify tells in its fulfilments and
/// refunds, by line id.
record ShopifyQuantities(Map<String, Quantity> fulfilled, Map<String, Quantity> refunded) {
  ShopifyQuantities {
    fulfilled = Collections.unmodifiableMap(new LinkedHashMap<>(fulfilled));
    refunded = Collections.unmodifiableMap(new LinkedHashMap<>(refunded));
  }

  static ShopifyQuantities of(ShopifyNode order) {
    Map<String, Quantity> fulfilled = new LinkedHashMap<>();
    for (ShopifyNode fulfilment : order.each("fulfillments", "fulfillments")) {
      boolean counts =
          fulfilment
              .text("status")
              .map(word -> word.toLowerCase(Locale.ROOT))
              .filter(word -> word.equals("success"))
              .isPresent();
      if (counts) {
        fulfilment
            .each("line_items", "fulfillmentLineItems")
            .forEach(item -> add(fulfilled, ShopifyParcels.lineId(item), item));
      }
    }
    Map<String, Quantity> refunded = new LinkedHashMap<>();
    for (ShopifyNode refund : order.each("refunds", "refunds")) {
      refund
          .each("refund_line_items", "refundLineItems")
          .forEach(item -> add(refunded, ShopifyMoney.refundedLineId(item), item));
    }
    return new ShopifyQuantities(fulfilled, refunded);
  }

  private static void add(Map<String, Quantity> counts, Optional<String> lineId, ShopifyNode item) {
    Quantity quantity = item.quantity("quantity", "quantity").orElse(Quantity.ZERO);
    lineId.ifPresent(id -> counts.merge(id, quantity, Quantity::plus));
  }

  LineQuantity of(String lineId, ShopifyNode line) {
    Quantity ordered = line.quantity("quantity", "quantity").orElse(Quantity.ZERO);
    return new LineQuantity(
        ordered,
        line.quantity("current_quantity", "currentQuantity").orElse(ordered),
        fulfilled.getOrDefault(lineId, Quantity.ZERO),
        refunded.getOrDefault(lineId, Quantity.ZERO),
        line.quantity("fulfillable_quantity", "fulfillableQuantity").orElse(Quantity.ZERO));
  }
}
