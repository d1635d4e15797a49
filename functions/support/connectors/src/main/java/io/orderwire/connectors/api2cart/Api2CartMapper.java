package io.orderwire.connectors.api2cart;

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
final class Api2CartMapper implements OrderMapper {

  @Override
  public Mapping<PlatformOrder> map(JsonNode document, StoreContext store, RawReads reads) {
    RawNode root = RawNode.root(document, reads);
    if (root.text("id").isEmpty()) {
      return quarantined("/id", "missing_id", "an order without id");
    }
    if (root.at("status").text("id").isEmpty() && root.at("status").text("name").isEmpty()) {
      return quarantined("/status", "missing_status", "an order without a status");
    }
    try {
      return OrderReading.of(root, store)
          .<Mapping<PlatformOrder>>map(
              reading -> new Mapping.Normalized<>(reading.order(), reading.findings(), Set.of()))
          .orElseGet(
              () ->
                  quarantined(
                      "", "missing_time_or_currency", "an order without a time or a currency"));
    } catch (ArithmeticException | IllegalArgumentException outOfBounds) {
      return quarantined(
          "", "out_of_bounds", "an amount or quantity has more digits than money has");
    }
  }

  private static Mapping<PlatformOrder> quarantined(String path, String code, String message) {
    return new Mapping.Quarantined<>(Finding.error(path, code, message));
  }
}
