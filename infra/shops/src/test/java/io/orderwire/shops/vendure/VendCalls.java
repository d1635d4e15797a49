package io.orderwire.shops.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.TestShops;
import java.util.SplittableRandom;

/// Queries to a shop, and what is asked of it again and again.
record VendCalls(TestShops shop) {
  private static final String WHOLE =
      """
      id code state active orderPlacedAt updatedAt total totalWithTax subTotalWithTax
      shippingWithTax customFields { giftNote note } nextStates
      lines { id quantity orderPlacedQuantity unitPriceWithTax linePriceWithTax
        proratedUnitPriceWithTax proratedLinePrice proratedLinePriceWithTax
        discounts { type adjustmentSource amount amountWithTax } }
      surcharges { price priceWithTax }
      shippingLines { priceWithTax discountedPrice discountedPriceWithTax
        discounts { adjustmentSource amount amountWithTax } }
      discounts { adjustmentSource amount amountWithTax }
      taxSummary { description taxRate taxBase taxTotal }
      payments { id state amount method errorMessage
        refunds { id state total items lines { orderLineId quantity } } }
      fulfillments { state trackingCode lines { orderLineId quantity } }
      modifications { priceChange isSettled }
      customer { emailAddress user { id } }
      history { items { type data } }
      """;

  ShopReply call(String query) {
    return shop.send("POST", "", JsonText.object().put("query", query));
  }

  JsonNode answer(String query) {
    return TestShops.json(call(query));
  }

  JsonNode data(String query) {
    JsonNode answer = answer(query);
    if (answer.has("errors")) {
      throw new AssertionError(answer.toString());
    }
    return answer.path("data");
  }

  JsonNode order(String id) {
    return data("{ order(id: \"%s\") { %s } }".formatted(id, WHOLE)).path("order");
  }

  String state(String id) {
    return order(id).path("state").asText();
  }

  static Action abandoned() {
    return new Action.Abandon(Scenario.GUEST.purchase(new SplittableRandom(7)));
  }
}
