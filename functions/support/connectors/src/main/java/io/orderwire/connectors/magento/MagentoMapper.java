package io.orderwire.connectors.magento;

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
final class MagentoMapper implements OrderMapper {

  @Override
  public Mapping<PlatformOrder> map(JsonNode document, StoreContext store, RawReads reads) {
    RawNode root = RawNode.root(document, reads);
    for (String required : new String[] {"entity_id", "base_currency_code", "base_grand_total"}) {
      if (!root.at(required).isValue() || root.text(required).isEmpty()) {
        return quarantined("/" + required, "missing_" + required, "an order without " + required);
      }
    }
    if (!root.at(OrderFetch.INVOICES).json().isArray()) {
      return quarantined(
          "/" + OrderFetch.INVOICES,
          "missing_invoices",
          "an order without its invoices: it was not put together");
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
                () -> Finding.error("/created_at", "missing_time", "an order without a time")));
  }

  private static Mapping<PlatformOrder> quarantined(String path, String code, String message) {
    return new Mapping.Quarantined<>(Finding.error(path, code, message));
  }
}
