package io.orderwire.connectors.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.OrderMapper;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.Finding;
import java.util.Set;

/// The `order` of the admin API.
final class VendureMapper implements OrderMapper {

  @Override
  public Mapping<PlatformOrder> map(JsonNode document, StoreContext store, RawReads reads) {
    RawNode root = RawNode.root(document, reads);
    if (root.text("state").filter("Draft"::equals).isPresent()) {
      return new Mapping.Ignored<>("a draft of the admin");
    }
    if (root.text("type").filter("Seller"::equals).isPresent()) {
      return new Mapping.Ignored<>("a seller's part of an aggregate order");
    }
    for (String required : new String[] {"id", "state", "currencyCode", "totalWithTax"}) {
      if (!root.at(required).isValue() || root.text(required).isEmpty()) {
        return quarantined("/" + required, "missing_" + required, "an order without " + required);
      }
    }
    try {
      return VendureOrder.of(root, store)
          .<Mapping<PlatformOrder>>map(
              order ->
                  new Mapping.Normalized<>(
                      order.order(), root.findings().stream().distinct().toList(), Set.of()))
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
                () -> Finding.error("/createdAt", "missing_time", "an order without createdAt")));
  }

  private static Mapping<PlatformOrder> quarantined(String path, String code, String message) {
    return new Mapping.Quarantined<>(Finding.error(path, code, message));
  }
}
