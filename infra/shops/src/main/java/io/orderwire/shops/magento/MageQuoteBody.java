package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Item;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopSettings;

/// A quote as `GET /V1/carts/search` writes it.
final class MageQuoteBody {
  private final ShopSettings settings;

  MageQuoteBody(ShopSettings settings) {
    this.settings = settings;
  }

  ObjectNode write(MageQuote quote) {
    ObjectNode node = JsonText.object();
    node.put("id", quote.id());
    node.put("created_at", MageStore.text(quote.created()));
    node.put("updated_at", MageStore.text(quote.updated()));
    node.put("is_active", quote.active());
    node.put("is_virtual", quote.purchase().virtual());
    node.put("items_count", quote.purchase().items().size());
    node.put("store_id", 1);
    node.put("customer_is_guest", true);
    ArrayNode items = node.putArray("items");
    int number = 1;
    for (Item item : quote.purchase().items()) {
      items
          .addObject()
          .put("item_id", quote.id() * 1000 + number++)
          .put("sku", item.product().sku())
          .put("qty", item.quantity())
          .put("name", item.product().name())
          .put("price", item.product().price())
          .put("product_type", item.product().virtual() ? "downloadable" : "simple")
          .put("quote_id", quote.id());
    }
    ObjectNode customer = node.putObject("customer");
    quote.purchase().buyer().email().ifPresent(email -> customer.put("email", email));
    quote
        .purchase()
        .billing()
        .ifPresent(address -> MageOrderBody.address(node.putObject("billing_address"), address));
    quote.reserved().ifPresent(increment -> node.put("reserved_order_id", increment));
    if (!quote.active()) {
      node.put("converted_at", MageStore.text(quote.updated()));
    }
    ObjectNode currency = node.putObject("currency");
    currency.put("base_currency_code", settings.currency());
    currency.put("quote_currency_code", settings.currency());
    return node;
  }
}
