package io.orderwire.connectors.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.OrderMapper;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.Finding;
import java.util.Set;

/// Orders of REST v3: as webhooks deliver them, as listed, and as fetched with
/// [#REFUND_RESOURCES].
final class WooCommerceMapper implements OrderMapper {
  /// Member that a fetch adds to the order: the replies of `/orders/{id}/refunds`.
  static final String REFUND_RESOURCES = "refund_resources";

  @Override
  public Mapping<PlatformOrder> map(JsonNode document, StoreContext store, RawReads reads) {
    RawNode root = RawNode.root(document, reads);
    if (!root.has("id") && root.has("code") && root.at("data").has("status")) {
      return new Mapping.Ignored<>("the shop answered an error in place of the order");
    }
    for (String required : new String[] {"id", "status", "currency", "total"}) {
      if (!root.at(required).isValue() || root.text(required).isEmpty()) {
        return quarantined("/" + required, "missing_" + required, "an order without " + required);
      }
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
                        "/date_created_gmt", "missing_time", "an order without date_created_gmt")));
  }

  private static Mapping<PlatformOrder> quarantined(String path, String code, String message) {
    return new Mapping.Quarantined<>(Finding.error(path, code, message));
  }
}
