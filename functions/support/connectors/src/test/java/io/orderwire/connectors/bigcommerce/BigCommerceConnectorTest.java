package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.Connector;
import io.orderwire.testkit.ConnectorContract;
import io.orderwire.testkit.ListedPlatform;
import io.orderwire.testkit.OrderLife;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// BigCommerce passes the connector contract.
class BigCommerceConnectorTest extends ConnectorContract {

  @Override
  public Connector connector() {
    return BigCommerceConnector.create();
  }

  @Override
  public Map<String, String> constants() {
    return Map.of(
        "/charges/[01]/(kind|title)", "handling and gift wrapping have their own members",
        "/discounts/[0-9]+/(index|allocated)", "in their order; lines carry their amounts",
        "/discounts/[0-9]+/target", "discounts are for the order, but for some kinds",
        "/discounts/1/type", "a discount without a coupon is of one type",
        "/(lines|shipping)/[0-9]+/tax_inclusive|/totals/taxes_included",
            "either of two facts says so, and one alone changes nothing",
        "/shipping/1/properties/0/name", "the address of a second shipping method");
  }

  @Override
  public List<CustomFieldPlace> customFieldPlaces() {
    String field = "{\"name\":\"NAME\",\"value\":\"VALUE\"}";
    return List.of(
        new CustomFieldPlace(
            "partly-shipped-partly-refunded",
            "/metafields",
            "{\"id\":9,\"key\":\"NAME\",\"value\":\"VALUE\"}",
            false),
        new CustomFieldPlace(
            "partly-shipped-partly-refunded", "/shipping_addresses/0/form_fields", field, true),
        new CustomFieldPlace(
            "partly-shipped-partly-refunded", "/products/0/configurable_fields", field, true));
  }

  @Override
  public String linesPointer() {
    return "/products";
  }

  @Override
  public ListedPlatform listedPlatform() {
    return ListedShop::answer;
  }

  @Override
  public List<OrderLife> lives() {
    return List.of(
        new OrderLife(
            "incomplete, authorized, edited, disputed, refunded in part",
            Stream.of(
                    "incomplete",
                    "authorized-with-fee",
                    "edited-by-staff",
                    "disputed-half-shipped",
                    "partly-shipped-partly-refunded")
                .map(this::moment)
                .toList()),
        new OrderLife(
            "awaiting payment, paid, ready to be picked up, shipped, cancelled",
            Stream.of(
                    "awaiting-bank-deposit",
                    "account-tax-inclusive",
                    "pickup",
                    "refund-declined",
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
      document.put("id", 20417);
      document.put("date_modified", ListedShop.mail(updatedAt));
    };
  }
}
