package io.orderwire.connectors.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.WebhookGate.Verdict;
import io.orderwire.json.Json;
import io.orderwire.model.CustomField;
import io.orderwire.model.FieldValue;
import io.orderwire.model.Quantity;
import io.orderwire.model.StoreId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the contract's rules cannot ask of Vendure.
final class VendureMapperTest {
  private final Connector connector = VendureConnector.create();

  @Test
  void theLargestAmountKeepsEachDigit() throws IOException {
    ObjectNode document = guest().put("totalWithTax", 1234567890123456789L);
    assertThat(order(document, Map.of()).totals().display().grandTotal().toString())
        .contains("12345678901234567.89");
  }

  @Test
  void theShopSaysHowManyDigitsAreBehindThePoint() throws IOException {
    ObjectNode document = guest().put("currencyCode", "JPY").put("totalWithTax", 5399);
    assertThat(order(document, Map.of("precision", "0")).totals().display().grandTotal().amount())
        .isEqualByComparingTo("5399");
    assertThat(order(document, Map.of()).totals().display().grandTotal().amount())
        .isEqualByComparingTo("53.99");
  }

  @Test
  void customFieldsOfAnyTypeSurviveWhereTheyStand() throws IOException {
    ObjectNode document = guest();
    document.withObject("/customFields").put("flag", true).withArray("list").add(1).add("x");
    ((ObjectNode) document.at("/lines/0/customFields")).put("engraving", "For Ash");
    PlatformOrder order = order(document, Map.of());
    assertThat(order.customFields()).extracting(CustomField::name).containsExactly("flag", "list");
    assertThat(order.lines().getFirst().properties())
        .containsExactly(new CustomField("engraving", new FieldValue.Text("For Ash")));
  }

  /// A refund that is paid from two payments is two refunds, and each names all its pieces.
  @Test
  void partsOfOneRefundDoNotCountItsPiecesTwice() throws IOException {
    ObjectNode document = guest();
    ObjectNode line = (ObjectNode) document.at("/lines/0");
    int quantity = line.path("quantity").asInt();
    ObjectNode refund = Json.codec().createObjectNode();
    refund.put("id", "91").put("state", "Settled").put("total", 100);
    refund
        .putArray("lines")
        .addObject()
        .put("orderLineId", line.path("id").asText())
        .put("quantity", quantity);
    ObjectNode first = (ObjectNode) document.at("/payments/0");
    first.putArray("refunds").add(refund);
    ObjectNode second = first.deepCopy().put("id", "92");
    ((ObjectNode) second.at("/refunds/0")).put("id", "93");
    document.withArray("payments").add(second);
    var counted = order(document, Map.of()).lines().getFirst().quantity();
    assertThat(counted.refunded()).isEqualTo(counted.ordered());
    assertThat(counted.current()).isEqualTo(Quantity.ZERO);
  }

  @Test
  void draftsAndPartsOfSellersAreNoOrders() throws IOException {
    assertThat(connector.orders().map(guest().put("state", "Draft"), store(Map.of())))
        .isInstanceOf(Mapping.Ignored.class);
    assertThat(connector.orders().map(guest().put("type", "Seller"), store(Map.of())))
        .isInstanceOf(Mapping.Ignored.class);
  }

  @Test
  void whateverIsDeliveredIsRefused() {
    Delivery delivery = new Delivery("POST", new Headers(Map.of()), "", new byte[] {'{', '}'});
    assertThat(connector.webhooks().verify(delivery, List.of("secret"), Instant.EPOCH))
        .isInstanceOf(Verdict.Rejected.class);
  }

  private PlatformOrder order(ObjectNode document, Map<String, String> options) {
    return switch (connector.orders().map(document, store(options))) {
      case Mapping.Normalized<PlatformOrder> normalized -> normalized.value();
      case Mapping.Ignored<PlatformOrder>(String reason) -> throw new AssertionError(reason);
      case Mapping.Quarantined<PlatformOrder>(var finding) ->
          throw new AssertionError(finding.toString());
    };
  }

  private StoreContext store(Map<String, String> options) {
    return new StoreContext(
        new StoreId("acme-eu"),
        connector.descriptor().id(),
        URI.create("https://shop.example"),
        StoreMapping.standard(),
        options);
  }

  private static ObjectNode guest() throws IOException {
    return (ObjectNode)
        Json.tree(Files.readAllBytes(Path.of("src/test/resources/vendure/guest/payload.json")));
  }
}
