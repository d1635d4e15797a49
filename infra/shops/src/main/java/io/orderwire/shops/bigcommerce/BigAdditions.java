package io.orderwire.shops.bigcommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Item;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Product;
import io.orderwire.shops.ShopSettings;
import java.math.BigDecimal;

/// What V3 adds: transactions, refunds and metafields of orders, and carts. Amounts are numbers.
final class BigAdditions {
  private final ShopSettings settings;
  private final BigPricing pricing;

  BigAdditions(ShopSettings settings, BigPricing pricing) {
    this.settings = settings;
    this.pricing = pricing;
  }

  ObjectNode transaction(BigOrder order, BigOrder.Transaction transaction) {
    boolean offline = BigCheckout.isOffline(order.method);
    ObjectNode node = JsonText.object();
    node.put("id", transaction.id());
    node.put("order_id", Long.toString(order.id));
    node.put("event", transaction.event());
    node.put("method", offline ? "offline" : "credit_card");
    node.put("amount", transaction.amount());
    node.put("currency", settings.currency());
    node.put("gateway", order.test ? "testgateway" : offline ? "custom" : "stripe");
    node.put("gateway_transaction_id", "py_" + transaction.id());
    node.put("date_created", BigDates.net(transaction.at()));
    node.put("test", order.test);
    node.put("status", transaction.ok() ? "ok" : "error");
    node.put("fraud_review", false);
    if (transaction.reference() == 0) {
      node.putNull("reference_transaction_id");
    } else {
      node.put("reference_transaction_id", transaction.reference());
    }
    if (offline) {
      node.putObject("offline").put("display_name", order.method);
    }
    return node;
  }

  ObjectNode refund(BigOrder order, BigOrder.Refund refund) {
    ObjectNode node = JsonText.object();
    node.put("id", refund.id());
    node.put("order_id", order.id);
    node.put("user_id", 31);
    node.put("created", BigDates.net(refund.at()));
    node.put("reason", refund.reason());
    node.put("total_amount", refund.total());
    node.put("total_tax", refund.tax());
    node.put("uses_merchant_override_values", false);
    ArrayNode items = node.putArray("items");
    for (BigOrder.RefundItem item : refund.items()) {
      items
          .addObject()
          .put("item_type", item.type())
          .put("item_id", item.item())
          .put("reason", "")
          .put("quantity", item.quantity())
          .put("requested_amount", item.amount());
    }
    node.putArray("payments")
        .addObject()
        .put("id", refund.id())
        .put("provider_id", "stripe")
        .put("amount", refund.total())
        .put("offline", BigCheckout.isOffline(order.method))
        .put("is_declined", false)
        .put("declined_message", "")
        .put("transaction_id", Long.toString(refund.transaction()));
    return node;
  }

  ObjectNode metafield(BigOrder order, BigOrder.Metafield field) {
    return JsonText.object()
        .put("id", field.id())
        .put("key", field.key())
        .put("value", field.value())
        .put("namespace", "Checkout")
        .put("permission_set", "read_and_sf_access")
        .put("resource_type", "order")
        .put("resource_id", order.id)
        .put("description", "")
        .put("date_created", BigDates.net(field.at()))
        .put("date_modified", BigDates.net(field.at()))
        .put("owner_client_id", "simulated");
  }

  ObjectNode cart(BigCart cart) {
    BigDecimal sum =
        cart.purchase().items().stream()
            .map(item -> amount(item.product(), item.quantity()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    ObjectNode node = JsonText.object();
    node.put("id", cart.id());
    node.put("customer_id", 0);
    node.put("channel_id", 1);
    node.put("email", cart.purchase().buyer().email().orElse(""));
    node.putObject("currency").put("code", settings.currency());
    node.put("tax_included", pricing.inclusive());
    node.put("base_amount", sum);
    node.put("discount_amount", 0);
    node.put("cart_amount", sum);
    node.putArray("coupons");
    ObjectNode items = node.putObject("line_items");
    ArrayNode physical = items.putArray("physical_items");
    ArrayNode digital = items.putArray("digital_items");
    int number = 0;
    for (Item item : cart.purchase().items()) {
      line(
          (item.product().virtual() ? digital : physical).addObject(),
          cart.id() + "-" + number++,
          item);
    }
    items.putArray("custom_items");
    items.putArray("gift_certificates");
    node.put("created_time", BigDates.net(cart.created()));
    node.put("updated_time", BigDates.net(cart.created()));
    node.put("locale", "en");
    return node;
  }

  private static void line(ObjectNode node, String id, Item item) {
    Product product = item.product();
    node.put("id", id);
    node.put("variant_id", product.number() + 1);
    node.put("product_id", product.number());
    node.put("sku", product.sku());
    node.put("name", product.name());
    node.put("quantity", item.quantity());
    node.put("taxable", product.taxable());
    node.put("discount_amount", 0);
    node.put("coupon_amount", 0);
    node.put("original_price", product.price());
    node.put("list_price", product.price());
    node.put("sale_price", product.price());
    node.put("extended_list_price", amount(product, item.quantity()));
    node.put("extended_sale_price", amount(product, item.quantity()));
    node.put("is_require_shipping", !product.virtual());
  }

  private static BigDecimal amount(Product product, int quantity) {
    return product.price().multiply(BigDecimal.valueOf(quantity));
  }
}
