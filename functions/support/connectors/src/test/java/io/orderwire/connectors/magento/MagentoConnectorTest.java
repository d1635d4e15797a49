package io.orderwire.connectors.magento;

import io.orderwire.connector.Connector;
import io.orderwire.testkit.ConnectorContract;
import io.orderwire.testkit.ListedPlatform;
import io.orderwire.testkit.OrderLife;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Magento passes the connector contract.
class MagentoConnectorTest extends ConnectorContract {

  @Override
  public Connector connector() {
    return MagentoConnector.create();
  }

  @Override
  public Map<String, String> absentCases() {
    return Map.of("test-order", "Magento has no flag for it: a gateway's sandbox is not visible");
  }

  @Override
  public Map<String, String> constants() {
    return Map.of(
        "/buyer/type", "an order without a customer's id is a guest's, whatever its flag says",
        "/discounts/[0-9]+/(allocated|target)", "one sum for the order; lines carry their amounts",
        "/discounts/[0-9]+/type", "any item can say so, and one alone changes nothing",
        "/lines/[0-9]+/requires_shipping",
            "either of two facts says so, and one alone changes nothing",
        "/payments/[0-9]+/status", "Magento keeps no transaction that did not go through",
        "/payments/[0-9]+/tender", "brand or last digits say card, and one alone changes nothing",
        "/payments/[0-9]+/kind", "without transactions an invoice is the payment");
  }

  @Override
  public List<CustomFieldPlace> customFieldPlaces() {
    return List.of(
        new CustomFieldPlace(
            "account-tax-inclusive",
            "/extension_attributes/payment_additional_info",
            "{\"key\":\"planted_field\",\"value\":\"VALUE\"}",
            true));
  }

  @Override
  public String linesPointer() {
    return "/items";
  }

  @Override
  public ListedPlatform listedPlatform() {
    return ListedShop::answer;
  }

  @Override
  public List<OrderLife> lives() {
    return List.of(
        new OrderLife(
            "reviewed, authorized, paid, put on hold, refunded in part",
            Stream.of(
                    "gateway-reviews",
                    "authorized",
                    "account-tax-inclusive",
                    "on-hold-partly-shipped",
                    "partial-refund")
                .map(this::moment)
                .toList()),
        new OrderLife(
            "new, shipped before it is paid, paid, complete, refunded",
            Stream.of(
                    "edited-new-half",
                    "cash-on-delivery",
                    "bundle-of-fixed-price",
                    "bundle-says-it-again",
                    "refunded-after-shipping")
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
      document.put("entity_id", 411);
      document.put("updated_at", ListedShop.text(updatedAt));
    };
  }
}
