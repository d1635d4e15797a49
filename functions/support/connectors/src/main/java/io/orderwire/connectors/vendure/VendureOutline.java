package io.orderwire.connectors.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Page;
import io.orderwire.connector.Page.Worth;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// An order as far as it shows that something changed. The hash of it is what a state change moves.
final class VendureOutline {

  private VendureOutline() {}

  /// @param changedAt the time by which the order is listed
  static Page.Row row(JsonNode order, Instant changedAt, StoreContext store) {
    RawNode root = RawNode.root(order, RawReads.UNTRACKED);
    Page.Row row =
        new Page.Row(
                order.path("active").asBoolean() ? Page.Kind.CART : Page.Kind.ORDER,
                ExternalId.parse(order.path("id").asText())
                    .optional()
                    .orElseThrow(() -> VendureFaults.malformed("a listed order has no id")),
                changedAt,
                Optional.empty())
            .withLatest(VendureStanding.latest(root).orElse(changedAt))
            .withPart(Optional.of(ContentHash.sha256(Json.bytes(order))));
    return root.currency("currencyCode")
        .map(code -> new MinorUnits(code, MinorUnits.precision(store)))
        .map(
            units ->
                row.withWorth(worth(root, units))
                    .withReadings(VendureStanding.readings(root, units, store)))
        .orElse(row);
  }

  static Optional<Instant> instant(JsonNode text) {
    try {
      return text.isTextual() ? Optional.of(Instant.parse(text.textValue())) : Optional.empty();
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static Optional<Worth> worth(RawNode root, MinorUnits units) {
    return units
        .of(root, "totalWithTax")
        .map(
            total ->
                new Worth(
                    total,
                    Money.sum(
                        total.currency(),
                        VendurePayments.settledRefunds(root).stream()
                            .flatMap(refund -> units.of(refund, "total").stream()))));
  }
}
