package io.orderwire.connectors.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.OrderMapper;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.Finding;
import java.util.Set;

/// Orders as [OrderFetch] puts them together.
final class BigCommerceMapper implements OrderMapper {

  @Override
  public Mapping<PlatformOrder> map(JsonNode document, StoreContext store, RawReads reads) {
    RawNode root = RawNode.root(document, reads);
    for (String required : new String[] {"id", "status_id", "total_inc_tax"}) {
      if (!root.at(required).isValue() || root.text(required).isEmpty()) {
        return quarantined("/" + required, "missing_" + required, "an order without " + required);
      }
    }
    if (!root.at(OrderFetch.PRODUCTS).json().isArray()) {
      return quarantined(
          "/" + OrderFetch.PRODUCTS,
          "missing_products",
          "an order without its products: it was not put together");
    }
    try {
      return OrderReading.of(root, store)
          .<Mapping<PlatformOrder>>map(
              reading -> new Mapping.Normalized<>(reading.order(), reading.findings(), Set.of()))
          .orElseGet(() -> quarantined(root));
    } catch (ArithmeticException | IllegalArgumentException outOfBounds) {
      return quarantined(
          "", "out_of_bounds", "an amount or quantity has more digits than money has");
    }
  }

  private static Mapping<PlatformOrder> quarantined(RawNode root) {
    return new Mapping.Quarantined<>(
        root.findings().stream()
            .findFirst()
            .orElseGet(
                () ->
                    Finding.error(
                        "", "missing_time_or_currency", "an order without a time or a currency")));
  }

  private static Mapping<PlatformOrder> quarantined(String path, String code, String message) {
    return new Mapping.Quarantined<>(Finding.error(path, code, message));
  }
}
