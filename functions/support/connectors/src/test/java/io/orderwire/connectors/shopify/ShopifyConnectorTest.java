package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Connector;
import io.orderwire.testkit.ConnectorContract;
import io.orderwire.testkit.Fixture;
import io.orderwire.testkit.ListedPlatform;
import io.orderwire.testkit.OrderLife;
import io.orderwire.testkit.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Shopify keeps the contract.
final class ShopifyConnectorTest extends ConnectorContract {
  private static final Set<String> MUTATED =
      Set.of(
          "account-fetched",
          "account-fetched-graphql",
          "business-net-terms",
          "business-net-terms-graphql",
          "everything-at-once",
          "partial-shipment-graphql",
          "refund-with-discrepancy-in-two-currencies-graphql",
          "returned");
  private static final String PAIR = "{\"name\":\"NAME\",\"value\":\"VALUE\"}";
  private static final String ATTRIBUTE = "{\"key\":\"NAME\",\"value\":\"VALUE\"}";

  @Override
  public Connector connector() {
    return ShopifyConnector.create();
  }

  @Override
  public Map<String, String> constants() {
    return Map.of(
        "/readings/failure_is_final", "an expired or failed order is paid by a new one",
        "/readings/fulfilment/(raw|state)", "REST is silent for an unfulfilled order",
        "/buyer/type", "a buyer without a customer is a guest",
        "/charges/\\d+/(kind|title|tax_inclusive)", "Shopify names no charges; the field does",
        "/discounts/\\d+/(index|allocated|type|target)", "all discounts of Shopify are allocated",
        "/refunds/\\d+/adjustments/\\d+/kind", "Shopify only knows discrepancies",
        "/lines/\\d+/options/\\d+/name", "Shopify gives a variant one text",
        "/buyer/consents/\\d+/topic", "Shopify orders know of one consent",
        "/custom_fields/\\d+/name", "the field's own name");
  }

  /// Mutating every place of every fixture takes minutes; these have every place that any has.
  @Override
  public Stream<Fixture> ordersFor(Rule rule) {
    Stream<Fixture> all = super.ordersFor(rule);
    return rule == Rule.C03 ? all.filter(fixture -> MUTATED.contains(fixture.name())) : all;
  }

  @Override
  public List<CustomFieldPlace> customFieldPlaces() {
    return List.of(
        new CustomFieldPlace("account-fetched", "/note_attributes", PAIR, false),
        new CustomFieldPlace("account-fetched", "/line_items/0/properties", PAIR, false),
        new CustomFieldPlace("account-fetched", "/metafields", ATTRIBUTE, false),
        new CustomFieldPlace("account-fetched-graphql", "/customAttributes", ATTRIBUTE, false),
        new CustomFieldPlace("account-fetched-graphql", "/metafields/nodes", ATTRIBUTE, false),
        new CustomFieldPlace(
            "account-fetched-graphql", "/lineItems/nodes/0/customAttributes", ATTRIBUTE, false));
  }

  @Override
  public String linesPointer() {
    return "/line_items";
  }

  @Override
  public ListedPlatform listedPlatform() {
    return new ListedShopify();
  }

  @Override
  public List<OrderLife> lives() {
    return List.of(
        new OrderLife(
            "paid later, edited, shipped in part, refunded in part",
            Stream.of(
                    "manual-gateway-pending",
                    "guest",
                    "edited",
                    "partial-shipment",
                    "partial-refund")
                .map(this::moment)
                .toList()),
        new OrderLife(
            "shipped, then cancelled and refunded",
            Stream.of(
                    "business-net-terms",
                    "tax-inclusive",
                    "partial-shipment",
                    "cancelled-after-ship",
                    "cancelled-after-payment")
                .map(this::moment)
                .toList()));
  }

  /// A webhook speaks REST; listings and fetches speak GraphQL.
  private OrderLife.Moment moment(String fixture) {
    JsonNode node = payload(fixture + "-graphql");
    return new OrderLife.Moment(payload(fixture), node, node);
  }

  @Override
  public OrderLife.Stamp stamp() {
    return (document, updatedAt) ->
        document.put(document.has("updatedAt") ? "updatedAt" : "updated_at", updatedAt.toString());
  }
}
