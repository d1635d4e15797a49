package io.orderwire.connectors.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a glance at an order tells of it.
final class VendureFeedTest {
  private final Connector connector = VendureConnector.create();
  private final StoreContext store =
      new StoreContext(
          new StoreId("acme-eu"),
          connector.descriptor().id(),
          URI.create("https://shop.example"),
          StoreMapping.standard(),
          Map.of());

  /// The ledger's version is held against the glance: were the two read otherwise, a change of
  /// state, which moves no `updatedAt`, would be taken for known, or each order fetched again.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "guest",
        "account-authorized",
        "balance-due",
        "cancelled-after-ship",
        "declined",
        "modifying",
        "partial-refund",
        "partial-shipment",
        "partially-delivered",
        "refunded-in-full"
      })
  void aGlanceTellsHowAnOrderStandsAndSinceWhen(String fixture) throws IOException {
    ObjectNode document =
        (ObjectNode)
            Json.tree(
                Files.readAllBytes(Path.of("src/test/resources/vendure", fixture, "payload.json")));
    PlatformOrder whole =
        ((Mapping.Normalized<PlatformOrder>) connector.orders().map(document, store)).value();
    Page.Row row = glance(document);
    assertThat(row.latest()).contains(whole.times().updatedAt());
    assertThat(row.readings()).contains(whole.readings());
  }

  private Page.Row glance(ObjectNode document) {
    ObjectNode body = Json.codec().createObjectNode();
    body.putObject("data").putObject("orders").put("totalItems", 1).putArray("items").add(document);
    OrdersById byId = connector.feed().byId();
    return byId.read(
            byId.call(List.of(new ExternalId("1")), store),
            new CartReply(200, new Headers(Map.of()), Json.bytes(body)),
            store)
        .rows()
        .getFirst();
  }
}
