package io.orderwire.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformCart;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.Json;
import io.orderwire.model.Totals;
import io.orderwire.model.TotalsLedger;
import java.util.stream.Collectors;

/// What a connector makes of a document, as one JSON document for golden files.
final class Canonical {

  private Canonical() {}

  static JsonNode order(
      Connector connector, JsonNode document, StoreContext store, RawReads reads) {
    return switch (connector.orders().map(document, store, reads)) {
      case Mapping.Normalized<PlatformOrder> normalized -> {
        ObjectNode result = normalized(normalized);
        Totals totals = totals(normalized.value());
        result.set("reconciliation", Json.toTree(totals.reconciliation()));
        result.set("variance", Json.toTree(totals.variance()));
        result.set("totals_state", Json.toTree(totals.state()));
        yield result;
      }
      case Mapping.Ignored<PlatformOrder>(String reason) -> outcome("ignored", reason);
      case Mapping.Quarantined<PlatformOrder>(var finding) -> outcome("quarantined", finding);
    };
  }

  static JsonNode cart(Connector connector, JsonNode document, StoreContext store, RawReads reads) {
    return switch (connector.carts().orElseThrow().map(document, store, reads)) {
      case Mapping.Normalized<PlatformCart> normalized -> normalized(normalized);
      case Mapping.Ignored<PlatformCart>(String reason) -> outcome("ignored", reason);
      case Mapping.Quarantined<PlatformCart>(var finding) -> outcome("quarantined", finding);
    };
  }

  static Totals totals(PlatformOrder order) {
    return TotalsLedger.reconcile(
        order.totals().display(),
        order.totals().presentment(),
        order.totals().taxesIncluded(),
        new TotalsLedger.Parts(
            order.lines(),
            order.discounts(),
            order.shipping(),
            order.charges(),
            order.payments(),
            order.refunds()));
  }

  private static ObjectNode normalized(Mapping.Normalized<?> normalized) {
    ObjectNode result = Json.codec().createObjectNode();
    result.set("value", Json.toTree(normalized.value()));
    result.set("findings", Json.toTree(normalized.findings()));
    result.set(
        "unstated",
        Json.toTree(normalized.unstated().stream().sorted().collect(Collectors.toList())));
    return result;
  }

  private static ObjectNode outcome(String name, Object value) {
    ObjectNode result = Json.codec().createObjectNode();
    result.set(name, Json.toTree(value));
    return result;
  }
}
