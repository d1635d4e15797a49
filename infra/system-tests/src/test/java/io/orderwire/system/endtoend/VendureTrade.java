package io.orderwire.system.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What buyers and the shop's people do in a Vendure, by its own APIs.
final class VendureTrade {
  /// What can become of an order: see [#workOn].
  static final int FATES = 11;

  private static final String COUPON = "TENTH";
  private final VendureShop shop;

  VendureTrade(VendureShop shop) {
    this.shop = shop;
  }

  /// A key as a merchant makes one.
  String apiKey() {
    shop.logIn();
    return run(
            "createApiKey(input: {roleIds: [\"1\"], translations: [{languageCode: en, name:"
                + " \"Orderwire\"}]})",
            "apiKey")
        .at("/createApiKey/apiKey")
        .asText();
  }

  /// A tenth off for who knows the code: cents have to be spread over lines.
  void offerCoupon() {
    shop.logIn();
    run(
        "createPromotion(input: {enabled: true, couponCode: \"%s\", conditions: [], actions:"
                .formatted(COUPON)
            + " [{code: \"order_percentage_discount\", arguments: [{name: \"discount\", value:"
            + " \"10\"}]}], translations: [{languageCode: en, name: \"A tenth\"}]})");
  }

  /// A guest buys; what, is told by the number.
  void place(int number) {
    shop.newSession();
    add(1, 1 + number % 3);
    add(2 + number % 2, 1 + number % 2);
    if (number % 4 == 3) {
      buy("applyCouponCode(couponCode: \"%s\")".formatted(COUPON));
    }
    buy(
        "setCustomerForOrder(input: {firstName: \"Ash\", lastName: \"Dummy\", emailAddress:"
            + " \"guest%d@example.test\"})".formatted(number));
    buy(
        "setOrderShippingAddress(input: {fullName: \"Ash Dummy\", streetLine1: \"9 Trial Lane\","
            + " city: \"Leeds\", postalCode: \"LS1 1AA\", countryCode: \"GB\"})");
    buy("setOrderShippingMethod(shippingMethodId: [\"%d\"])".formatted(1 + number % 2));
    buy("transitionOrderToState(state: \"ArrangingPayment\")");
    buy("addPaymentToOrder(input: {method: \"card\", metadata: {}})");
  }

  /// The shop's people work through the list: each order meets the fate of its place.
  void work() {
    shop.logIn();
    List<JsonNode> orders = new ArrayList<>();
    placed().forEach(orders::add);
    for (int index = 0; index < orders.size(); index++) {
      workOn(orders.get(index), index % FATES);
    }
  }

  private void workOn(JsonNode order, int fate) {
    if (fate > 1) {
      run("settlePayment(id: %s)".formatted(text(order.at("/payments/0/id"))));
    }
    switch (fate) {
      case 1 -> cancel(order, "");
      case 3 -> ship(order, 1, "Shipped");
      case 4 -> ship(order, 2, "Shipped");
      case 5 -> ship(order, 2, "Shipped", "Delivered");
      case 6 -> {
        ship(order, 2, "Shipped");
        settle(refund(order));
      }
      case 7 -> refund(order);
      case 8 -> settle(refund(order));
      case 9 -> cancel(order, "");
      case 10 ->
          cancel(order, "lines: [{orderLineId: %s, quantity: 1}],".formatted(firstLine(order)));
      default -> {}
    }
  }

  /// The shop's own list: by id, what an order is and what of it is worth what.
  Map<String, String> ledger() {
    shop.logIn();
    Map<String, String> ledger = new TreeMap<>();
    placed().forEach(order -> ledger.put(order.path("id").asText(), sheet(order)));
    return ledger;
  }

  /// By id, when the shop says that an order was changed last.
  Map<String, String> updated() {
    shop.logIn();
    Map<String, String> updated = new TreeMap<>();
    placed()
        .forEach(order -> updated.put(order.path("id").asText(), order.path("updatedAt").asText()));
    return updated;
  }

  private static String sheet(JsonNode order) {
    OrderSheet sheet = new OrderSheet(order.path("state").asText());
    long total = order.path("totalWithTax").asLong();
    sheet.money("total", money(total));
    sheet.money("subtotal", money(order.path("subTotalWithTax").asLong()));
    sheet.money("shipping", money(order.path("shippingWithTax").asLong()));
    sheet.money("tax", money(total - order.path("total").asLong()));
    List<JsonNode> refunds =
        order
            .path("payments")
            .valueStream()
            .flatMap(payment -> payment.path("refunds").valueStream())
            .filter(VendureTrade::isSettled)
            .toList();
    sheet.money(
        "paid",
        money(sum(order.path("payments").valueStream().filter(VendureTrade::isSettled), "amount")));
    sheet.money("refunded", money(sum(refunds.stream(), "total")));
    for (JsonNode line : order.path("lines")) {
      sheet.line(
          line.at("/productVariant/sku").asText(),
          Long.toString(line.path("quantity").asLong() - givenBack(refunds, line.path("id"))),
          money(line.path("proratedLinePriceWithTax").asLong()));
    }
    for (JsonNode parcel : order.path("fulfillments")) {
      sheet.parcel(parcel.path("state").asText(), parcel.path("trackingCode").asText());
    }
    return sheet.text();
  }

  /// Pieces that a line still counts although they were paid back: the shop's people see them
  /// beside it, in the refund.
  private static long givenBack(List<JsonNode> refunds, JsonNode line) {
    return sum(
        refunds.stream()
            .flatMap(refund -> refund.path("lines").valueStream())
            .filter(part -> part.path("orderLineId").equals(line)),
        "quantity");
  }

  private static boolean isSettled(JsonNode money) {
    return money.path("state").asText().equals("Settled");
  }

  private static long sum(Stream<JsonNode> nodes, String member) {
    return nodes.mapToLong(node -> node.path(member).asLong()).sum();
  }

  private static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }

  private JsonNode placed() {
    return shop.admin(
            "{ orders(options: {filter: {active: {eq: false}}, sort: {id: ASC}, take: 100}) { items"
                + " { id state updatedAt total totalWithTax subTotalWithTax shippingWithTax"
                + " lines { id quantity proratedUnitPriceWithTax proratedLinePriceWithTax"
                + " productVariant { sku } } fulfillments { state trackingCode }"
                + " payments { id state amount refunds { state total"
                + " lines { orderLineId quantity } } } } } }")
        .at("/orders/items");
  }

  private void add(int variant, int quantity) {
    buy("addItemToOrder(productVariantId: \"%d\", quantity: %d)".formatted(variant, quantity));
  }

  /// @param lines how many lines leave the shop
  private void ship(JsonNode order, int lines, String... states) {
    StringBuilder units = new StringBuilder();
    for (int index = 0; index < lines; index++) {
      JsonNode line = order.path("lines").path(index);
      units.append(
          "{orderLineId: %s, quantity: %d}"
              .formatted(text(line.path("id")), line.path("quantity").asInt()));
    }
    String parcel =
        run(
                "addFulfillmentToOrder(input: {lines: [%s], handler: {code: \"manual-fulfillment\","
                        .formatted(units)
                    + " arguments: [{name: \"method\", value: \"Post\"}, {name: \"trackingCode\","
                    + " value: \"T%s\"}]}})".formatted(order.path("id").asText()),
                "... on Fulfillment { id }")
            .at("/addFulfillmentToOrder/id")
            .asText();
    for (String state : states) {
      run("transitionFulfillmentToState(id: \"%s\", state: \"%s\")".formatted(parcel, state));
    }
  }

  private void cancel(JsonNode order, String lines) {
    run(
        "cancelOrder(input: {orderId: %s, %s cancelShipping: %b})"
            .formatted(text(order.path("id")), lines, lines.isEmpty()));
  }

  /// One piece of the first line is given back; the money is on its way until it is settled.
  private String refund(JsonNode order) {
    return run(
            "refundOrder(input: {lines: [{orderLineId: %s, quantity: 1}], amount: %d, paymentId: %s,"
                    .formatted(
                        firstLine(order),
                        order.at("/lines/0/proratedUnitPriceWithTax").asInt(),
                        text(order.at("/payments/0/id")))
                + " shipping: 0, adjustment: 0, reason: \"broken\"})",
            "... on Refund { id }")
        .at("/refundOrder/id")
        .asText();
  }

  private void settle(String refund) {
    run("settleRefund(input: {id: \"%s\", transactionId: \"r\"})".formatted(refund));
  }

  private void buy(String mutation) {
    shop.shop("mutation { %s { __typename ... on ErrorResult { message } } }".formatted(mutation));
  }

  private void run(String mutation) {
    run(mutation, "... on ErrorResult { message }");
  }

  private JsonNode run(String mutation, String more) {
    return shop.admin("mutation { %s { __typename %s } }".formatted(mutation, more));
  }

  private static String firstLine(JsonNode order) {
    return text(order.at("/lines/0/id"));
  }

  private static String text(JsonNode id) {
    return "\"" + id.asText() + "\"";
  }
}
