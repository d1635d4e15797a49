package io.orderwire.connectors.api2cart;

import io.orderwire.connector.Connector;
import io.orderwire.testkit.ConnectorContract;
import io.orderwire.testkit.ListedPlatform;
import io.orderwire.testkit.OrderLife;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// API2Cart passes the connector contract.
class Api2CartConnectorTest extends ConnectorContract {

  @Override
  public Connector connector() {
    return Api2CartConnector.create();
  }

  @Override
  public Map<String, String> constants() {
    return Map.of(
        "/charges/0/(kind|title)", "gift wrapping has its own member",
        "/discounts/[0-9]+/(index|allocated|target)",
            "in their order, for the order; lines carry their amounts",
        "/(lines|shipping|charges)/[0-9]+/tax_inclusive|/totals/taxes_included", "the sums say so",
        "/lines/[0-9]+/requires_shipping", "API2Cart does not tell",
        "/(lines|shipping)/[0-9]+/taxes/[0-9]+/title", "taxes have no names");
  }

  @Override
  public List<CustomFieldPlace> customFieldPlaces() {
    return List.of(
        new CustomFieldPlace(
            "edited-line-added",
            "/custom_fields",
            "{\"name\":\"NAME\",\"value\":\"VALUE\"}",
            true));
  }

  @Override
  public String linesPointer() {
    return "/order_products";
  }

  @Override
  public ListedPlatform listedPlatform() {
    return ListedShop::answer;
  }

  @Override
  public List<OrderLife> lives() {
    return List.of(
        new OrderLife(
            "pending, paid, shipped in part, refunded in part, cancelled",
            Stream.of(
                    "counter-nothing-known",
                    "guest-paid-by-card",
                    "half-shipped",
                    "one-piece-refunded",
                    "cancelled-after-ship")
                .map(this::moment)
                .toList()));
  }

  /// Whatever tells of a change, the order is fetched.
  private OrderLife.Moment moment(String fixture) {
    return new OrderLife.Moment(payload(fixture), payload(fixture), payload(fixture));
  }

  @Override
  public OrderLife.Stamp stamp() {
    return (document, updatedAt) -> {
      document.put("id", "77120");
      document.set("modified_at", ListedShop.time(updatedAt));
    };
  }
}
