package io.orderwire.connectors.vendure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The calls that Orderwire makes to the admin API.
final class VendureQueries {
  /// The store option with the token of the channel whose orders are read; without it, the shop's
  /// default channel.
  static final String CHANNEL = "channel_token";

  private static final String PATH = "/admin-api";

  /// What shows that an order changed. State changes move no `updatedAt` but those of the parts.
  private static final String OUTLINE =
      """
      id state active type currencyCode updatedAt orderPlacedAt totalWithTax lines { id quantity }
      payments { id state amount updatedAt refunds { id state total updatedAt } }
      fulfillments { id state trackingCode updatedAt lines { orderLineId quantity } }
      modifications { id updatedAt }
      """;

  private static final String ADDRESS =
      """
      fullName company streetLine1 streetLine2 city province postalCode country countryCode
      phoneNumber
      """;

  private static final String DISCOUNT = "adjustmentSource type description amount amountWithTax";

  private static final String LINE =
      """
      id quantity orderPlacedQuantity
      productVariant { id sku name product { id } }
      unitPrice unitPriceWithTax linePriceWithTax proratedLinePrice proratedLinePriceWithTax taxRate
      discounts { DISCOUNT }
      taxLines { description taxRate }
      CUSTOM_FIELDS
      """;

  private static final String ORDER =
      """
      id code type state active orderPlacedAt createdAt updatedAt currencyCode couponCodes
      customer { id emailAddress firstName lastName phoneNumber user { id } }
      shippingAddress { ADDRESS } billingAddress { ADDRESS }
      lines { LINE }
      surcharges { id sku description price priceWithTax taxLines { description taxRate } }
      discounts { DISCOUNT }
      shippingLines {
        id shippingMethod { id code name } price priceWithTax discountedPrice discountedPriceWithTax
        discounts { DISCOUNT }
      }
      subTotal subTotalWithTax shipping shippingWithTax total totalWithTax
      taxSummary { description taxRate taxBase taxTotal }
      payments {
        id createdAt updatedAt method amount state transactionId errorMessage
        refunds {
          id createdAt updatedAt items shipping adjustment total method state transactionId reason
          lines { orderLineId quantity } paymentId
        }
      }
      fulfillments {
        id createdAt updatedAt state method trackingCode lines { orderLineId quantity }
      }
      modifications { id createdAt updatedAt note priceChange }
      channels { code }
      CUSTOM_FIELDS
      """;

  private static final String LIST =
      "query($options: OrderListOptions) { orders(options: $options) { totalItems items { OUTLINE } } }";

  private VendureQueries() {}

  /// Orders in outline.
  static CartCall orders(ObjectNode options, StoreContext store) {
    ObjectNode variables = Json.codec().createObjectNode();
    variables.set("options", options);
    return call(LIST.replace("OUTLINE", OUTLINE), variables, store);
  }

  /// The same listing with other options.
  static CartCall withOptions(CartCall call, ObjectNode options) {
    ObjectNode body = body(call);
    body.withObject("/variables").set("options", options);
    return new CartCall(
        call.method(),
        call.path(),
        call.query(),
        call.headers(),
        Optional.of(Json.text(body)),
        call.cost());
  }

  /// The options of a listing.
  static ObjectNode options(CartCall call) {
    return body(call).withObject("/variables").withObject("/options");
  }

  static CartCall order(String id, VendureCustomFields fields, StoreContext store) {
    String lines = LINE.replace("CUSTOM_FIELDS", fields.ofLines());
    String selection =
        ORDER
            .replace("LINE", lines)
            .replace("ADDRESS", ADDRESS)
            .replace("DISCOUNT", DISCOUNT)
            .replace("CUSTOM_FIELDS", fields.ofOrders());
    ObjectNode variables = Json.codec().createObjectNode().put("id", id);
    return call("query($id: ID!) { order(id: $id) { %s } }".formatted(selection), variables, store);
  }

  /// Which custom fields orders and their lines have in this shop.
  static CartCall customFields(StoreContext store) {
    String fields =
        "{ fields { name type { kind name ofType { kind name ofType { kind name } } } } }";
    return call(
        "query { order: __type(name: \"OrderCustomFields\") %1$s line: __type(name: \"OrderLineCustomFields\") %1$s }"
            .formatted(fields),
        Json.codec().createObjectNode(),
        store);
  }

  private static ObjectNode body(CartCall call) {
    return Json.read(call.body().orElse("{}"), ObjectNode.class);
  }

  private static CartCall call(String query, ObjectNode variables, StoreContext store) {
    ObjectNode body = Json.codec().createObjectNode();
    body.put("query", query.strip().replaceAll("\\s+", " "));
    body.set("variables", variables);
    TreeMap<String, String> headers = new TreeMap<>(Map.of("content-type", "application/json"));
    store.option(CHANNEL).ifPresent(token -> headers.put("vendure-token", token));
    return new CartCall("POST", PATH, List.of(), headers, Optional.of(Json.text(body)), 1);
  }
}
