package io.orderwire.connectors.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Connector;
import io.orderwire.testkit.ConnectorContract;
import io.orderwire.testkit.ListedPlatform;
import io.orderwire.testkit.OrderLife;
import io.orderwire.testkit.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Vendure keeps the contract.
final class VendureConnectorTest extends ConnectorContract {

  @Override
  public Connector connector() {
    return VendureConnector.create();
  }

  @Override
  public Map<Rule, String> optOuts() {
    return Map.of(
        Rule.C06,
            "amounts are whole minor units: none has digits behind a point (VendureMapperTest)",
        Rule.C08, "Vendure sends no webhooks: the gate refuses all (VendureMapperTest)");
  }

  @Override
  public Map<String, String> absentCases() {
    return Map.of(
        "multi-currency", "an order has one currency, the one it was placed in",
        "bundle", "core has no bundles",
        "test-order", "Vendure has no flag for it: a gateway's sandbox is not visible");
  }

  @Override
  public Map<String, String> constants() {
    return Map.of(
        "/charges/[0-9]+/kind", "surcharges say nothing of what they are for",
        "/charges/[0-9]+/tax_inclusive", "prices are read with tax",
        "/lines/[0-9]+/(tax_inclusive|requires_shipping)",
            "prices are read with tax; core knows no goods that are not shipped",
        "/shipping/[0-9]+/tax_inclusive", "prices are read with tax",
        "/totals/taxes_included", "prices are read with tax",
        "/buyer/type", "a customer without a user is a guest",
        "/shipping/[0-9]+/taxes/[0-9]+/title", "shipping lines do not name their taxes",
        "/payments/[0-9]+/(tender|kind)", "a method is the shop's own word; a refund is one",
        "/discounts/[0-9]+/(index|allocated|type|target)",
            "all discounts are allocated; what is of another kind is of lines",
        "/refunds/[0-9]+/adjustments/[0-9]+/kind", "the name of the member");
  }

  /// Custom fields are members of an object, not elements of an array: see VendureMapperTest.
  @Override
  public List<CustomFieldPlace> customFieldPlaces() {
    return List.of();
  }

  @Override
  public String linesPointer() {
    return "/lines";
  }

  @Override
  public ListedPlatform listedPlatform() {
    return new ListedVendure();
  }

  @Override
  public List<OrderLife> lives() {
    return List.of(
        new OrderLife(
            "authorized, settled, edited, shipped in part, refunded in part",
            Stream.of("account-authorized", "guest", "edited", "partial-shipment", "partial-refund")
                .map(this::moment)
                .toList()));
  }

  /// Whatever is read of Vendure is one dialect.
  private OrderLife.Moment moment(String fixture) {
    return new OrderLife.Moment(payload(fixture), payload(fixture), payload(fixture));
  }

  /// Parts state their own times: none may be later than the order's last change.
  @Override
  public OrderLife.Stamp stamp() {
    return (document, updatedAt) -> {
      for (JsonNode part : document.findParents("updatedAt")) {
        ((ObjectNode) part).put("updatedAt", updatedAt.toString());
      }
    };
  }
}
