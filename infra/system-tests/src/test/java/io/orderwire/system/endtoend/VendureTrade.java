package io.orderwire.system.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What buyers and the shop's people do in a Vendure, by its own APIs.
final class VendureTrade {
  private static final String REFUSED = "... on ErrorResult { message }";
  private static final int KINDS = 6;
  private final VendureShop shop;

  VendureTrade(VendureShop shop) {
    this.shop = shop;
  }

  /// A key as a merchant makes one.
  String apiKey() {
    shop.logIn();
    return shop.admin(
            "mutation { createApiKey(input: {roleIds: [\"1\"], translations:"
                + " [{languageCode: en, name: \"Orderwire\"}]}) { apiKey } }",
            none())
        .at("/createApiKey/apiKey")
        .asText();
  }

  /// A guest buys; what, is told by the number.
  void place(int number) {
    shop.newSession();
    add("1", 1 + number % 3);
    add(Integer.toString(2 + number % 2), 1 + number % 2);
    buy(
        "setCustomerForOrder(input: {firstName: \"Ash\", lastName: \"Dummy\", emailAddress:"
            + " \"guest"
            + number
            + "@example.test\"})");
    buy(
        "setOrderShippingAddress(input: {fullName: \"Ash Dummy\", streetLine1: \"9 Trial Lane\","
            + " city: \"Leeds\", postalCode: \"LS1 1AA\", countryCode: \"GB\"})");
    buy("setOrderShippingMethod(shippingMethodId: [\"" + (1 + number % 2) + "\"])");
    shop.shop(
        "mutation { transitionOrderToState(state: \"ArrangingPayment\")"
            + " { __typename ... on OrderStateTransitionError { message } } }",
        none());
    buy("addPaymentToOrder(input: {method: \"card\", metadata: {}})");
  }

  /// Settles, ships, refunds or cancels the placed orders, each by its place in the list.
  void work() {
    shop.logIn();
    List<JsonNode> orders = new ArrayList<>();
    placed().forEach(orders::add);
    for (int index = 0; index < orders.size(); index++) {
      JsonNode order = orders.get(index);
      int kind = index % KINDS;
      if (kind > 0) {
        run("settlePayment(id: %s)".formatted(text(order.at("/payments/0/id"))));
      }
      switch (kind) {
        case 2 -> ship(order, 1);
        case 3 -> {
          ship(order, 2);
          refund(order);
        }
        case 4 ->
            run("cancelOrder(input: {orderId: %s, cancelShipping: true})".formatted(id(order)));
        case 5 -> ship(order, 2);
        default -> {}
      }
    }
  }

  /// The shop's own list: id to state, total and what was given back.
  Map<String, String> ledger() {
    shop.logIn();
    Map<String, String> ledger = new TreeMap<>();
    for (JsonNode order : placed()) {
      long refunded = 0;
      for (JsonNode refund : order.at("/payments/0/refunds")) {
        if (refund.path("state").asText().equals("Settled")) {
          refunded += refund.path("total").asLong();
        }
      }
      ledger.put(
          order.path("id").asText(),
          "%s %s - %s"
              .formatted(
                  order.path("state").asText(),
                  BigDecimal.valueOf(order.path("totalWithTax").asLong(), 2),
                  BigDecimal.valueOf(refunded, 2)));
    }
    return ledger;
  }

  private JsonNode placed() {
    return shop.admin(
            "{ orders(options: {filter: {active: {eq: false}}, sort: {id: ASC}, take: 100}) { items"
                + " { id state totalWithTax lines { id quantity proratedUnitPriceWithTax }"
                + " payments { id refunds { state total } } } } }",
            none())
        .at("/orders/items");
  }

  private void add(String variant, int quantity) {
    buy("addItemToOrder(productVariantId: \"%s\", quantity: %d)".formatted(variant, quantity));
  }

  /// @param lines how many lines leave the shop
  private void ship(JsonNode order, int lines) {
    StringBuilder units = new StringBuilder();
    for (int index = 0; index < lines; index++) {
      JsonNode line = order.path("lines").path(index);
      units.append(
          "{orderLineId: %s, quantity: %d}".formatted(id(line), line.path("quantity").asInt()));
    }
    String made =
        run(
                "addFulfillmentToOrder(input: {lines: [%s], handler: {code: \"manual-fulfillment\","
                        .formatted(units)
                    + " arguments: [{name: \"method\", value: \"Post\"}, {name: \"trackingCode\","
                    + " value: \"T1\"}]}})",
                "... on Fulfillment { id }")
            .at("/addFulfillmentToOrder/id")
            .asText();
    run("transitionFulfillmentToState(id: \"%s\", state: \"Shipped\")".formatted(made));
  }

  private void refund(JsonNode order) {
    JsonNode line = order.at("/lines/0");
    String refund =
        run(
                "refundOrder(input: {lines: [{orderLineId: %s, quantity: 1}], shipping: 0,"
                        .formatted(id(line))
                    + " adjustment: 0, amount: %d, paymentId: %s, reason: \"broken\"})"
                        .formatted(
                            line.path("proratedUnitPriceWithTax").asInt(),
                            text(order.at("/payments/0/id"))),
                "... on Refund { id }")
            .at("/refundOrder/id")
            .asText();
    run("settleRefund(input: {id: \"%s\", transactionId: \"r\"})".formatted(refund));
  }

  private void buy(String mutation) {
    shop.shop("mutation { %s { __typename %s } }".formatted(mutation, REFUSED), none());
  }

  private JsonNode run(String mutation) {
    return run(mutation, "");
  }

  private JsonNode run(String mutation, String more) {
    return shop.admin(
        "mutation { %s { __typename %s %s } }"
            .formatted(
                mutation,
                mutation.startsWith("settleRefund")
                    ? "... on RefundStateTransitionError { message }"
                    : REFUSED,
                more),
        none());
  }

  private static String id(JsonNode node) {
    return text(node.path("id"));
  }

  private static String text(JsonNode node) {
    return "\"" + node.asText() + "\"";
  }

  private static ObjectNode none() {
    return Json.codec().createObjectNode();
  }
}
