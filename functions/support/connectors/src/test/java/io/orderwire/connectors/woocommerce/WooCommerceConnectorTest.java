package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.Connector;
import io.orderwire.testkit.ConnectorContract;
import io.orderwire.testkit.ListedPlatform;
import io.orderwire.testkit.OrderLife;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// WooCommerce passes the connector contract.
class WooCommerceConnectorTest extends ConnectorContract {

  @Override
  public Connector connector() {
    return WooCommerceConnector.create();
  }

  @Override
  public Map<String, String> absentCases() {
    return Map.of(
        "test-order", "WooCommerce has no flag for it: a gateway's sandbox is not visible");
  }

  @Override
  public Map<String, String> constants() {
    return Map.of(
        "/payments/0/(id|kind)", "an order has one payment, whatever the gateways did",
        "/payments/0/tender", "read from the gateway's id, whose other values are `other` too",
        "/charges/[0-9]+/kind", "all of WooCommerce's charges are fees",
        "/shipments/[0-9]+/status/state", "what has a tracking entry was shipped",
        "/discounts/[0-9]+/(index|allocated)", "coupons in their order; lines carry their amounts",
        "/discounts/[0-9]+/target", "coupons are for the order, but for one kind",
        "/lines/[0-9]+/requires_shipping",
            "either of two facts says so, and one alone changes nothing",
        "/lines/[0-9]+/discounts/[0-9]+/discount_index", "the coupon's place in the order");
  }

  @Override
  public List<CustomFieldPlace> customFieldPlaces() {
    String template = "{\"id\":1,\"key\":\"NAME\",\"value\":\"VALUE\"}";
    return List.of(
        new CustomFieldPlace("typed-meta", "/meta_data", template, true),
        new CustomFieldPlace("typed-meta", "/line_items/0/meta_data", template, true),
        new CustomFieldPlace("ready-for-pickup", "/shipping_lines/0/meta_data", template, true),
        new CustomFieldPlace(
            "genuine-de-unicode-variation-fees-cancelled",
            "/fee_lines/0/meta_data",
            template,
            true));
  }

  @Override
  public String linesPointer() {
    return "/line_items";
  }

  @Override
  public ListedPlatform listedPlatform() {
    return ListedShop.current()::answer;
  }

  @Override
  public List<OrderLife> lives() {
    return List.of(
        new OrderLife(
            "failed, paid again, edited, shipped in part, refunded in part",
            List.of(
                moment("admin-order-without-billing"),
                moment("payment-failed"),
                moment("edited-by-admin"),
                moment("partial-shipment"),
                new OrderLife.Moment(
                    payload("partial-refund-stub"),
                    payload("partial-refund-stub"),
                    payload("partial-refund-fetched")))),
        new OrderLife(
            "a draft, transferred, picked up, cancelled",
            Stream.of(
                    "checkout-draft-as-order",
                    "bank-transfer-on-hold",
                    "account-multi-currency",
                    "ready-for-pickup",
                    "cancelled-after-ship")
                .map(this::moment)
                .toList()));
  }

  /// All of WooCommerce speaks one dialect.
  private OrderLife.Moment moment(String fixture) {
    return new OrderLife.Moment(payload(fixture), payload(fixture), payload(fixture));
  }

  @Override
  public OrderLife.Stamp stamp() {
    return (document, updatedAt) -> {
      String local = updatedAt.toString().replace("Z", "");
      document.put("id", 5103);
      document.put("date_modified", local);
      document.put("date_modified_gmt", local);
    };
  }
}
