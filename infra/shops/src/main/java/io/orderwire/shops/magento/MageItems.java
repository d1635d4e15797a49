package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Product;
import io.orderwire.shops.TaxRate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// The items of an order: one for each product, one more for each chosen variant and each bundle.
final class MageItems {
  private final MagePricing pricing;

  MageItems(MagePricing pricing) {
    this.pricing = pricing;
  }

  ArrayNode write(MageOrder order) {
    ArrayNode items = JsonText.NODES.arrayNode();
    long bundle = 0;
    for (MageLine line : order.lines) {
      if (line.bundle != 0 && line.bundle != bundle) {
        bundle = line.bundle;
        items.add(bundle(order, bundle));
      }
      items.add(line(order, line));
      if (line.variant != 0) {
        items.add(variant(order, line));
      }
    }
    return items;
  }

  private ObjectNode line(MageOrder order, MageLine line) {
    Product product = line.product();
    String type =
        line.variant != 0 ? "configurable" : product.virtual() ? "downloadable" : "simple";
    ObjectNode node = head(order, line.id, type, product);
    if (line.bundle != 0) {
      node.put("parent_item_id", line.bundle);
    }
    node.put("name", line.variant != 0 ? product.title() : product.name());
    node.put("qty_ordered", line.ordered());
    node.put("qty_invoiced", line.invoiced);
    node.put("qty_shipped", line.shipped);
    node.put("qty_refunded", line.refunded);
    node.put("qty_canceled", line.canceled);
    money(node, order, line);
    options(node, line);
    return node;
  }

  private void money(ObjectNode node, MageOrder order, MageLine line) {
    MagePrice booked = pricing.line(order, line, BigDecimal.ONE);
    MagePrice shown = pricing.line(order, line, order.rate());
    BigDecimal unit = pricing.unit(order, line, BigDecimal.ONE);
    BigDecimal shownUnit = pricing.unit(order, line, order.rate());
    new MageAmounts(node)
        .put("price", unit, shownUnit)
        .put("original_price", unit, shownUnit)
        .put("row_total", booked.row(), shown.row())
        .put("row_total_incl_tax", booked.rowWithTax(), shown.rowWithTax())
        .put("discount_amount", booked.discount(), shown.discount())
        .put("discount_tax_compensation_amount", booked.compensation(), shown.compensation())
        .put("tax_amount", booked.tax(), shown.tax());
    boolean taxed = order.whole && line.product().taxable();
    node.put("tax_percent", taxed ? percent() : BigDecimal.ZERO);
    node.put(
        "discount_percent",
        order.purchase.coupon().flatMap(coupon -> coupon.percent()).orElse(BigDecimal.ZERO));
  }

  /// The rates one upon the other, in percent.
  private BigDecimal percent() {
    BigDecimal sum = BigDecimal.ONE;
    for (TaxRate rate : pricing.rates()) {
      sum = sum.add((rate.compound() ? sum : BigDecimal.ONE).multiply(rate.rate()));
    }
    return sum.subtract(BigDecimal.ONE).movePointRight(2);
  }

  private static void options(ObjectNode node, MageLine line) {
    Map<String, String> asked = line.item.properties();
    if (asked.isEmpty() && line.variant == 0) {
      return;
    }
    ObjectNode extension = node.putObject("product_option").putObject("extension_attributes");
    if (line.variant != 0) {
      extension
          .putArray("configurable_item_options")
          .addObject()
          .put("option_id", "93")
          .put("option_value", line.product().number() + 2);
    }
    if (!asked.isEmpty()) {
      ArrayNode options = extension.putArray("custom_options");
      asked.forEach(
          (name, value) -> options.addObject().put("option_id", name).put("option_value", value));
    }
  }

  /// The variant restates its parent's sku and count, and has no money.
  private static ObjectNode variant(MageOrder order, MageLine line) {
    ObjectNode node = head(order, line.variant, "simple", line.product());
    node.put("product_id", line.product().number() + 1);
    node.put("parent_item_id", line.id);
    node.put("name", line.product().name());
    node.put("qty_ordered", line.ordered());
    node.put("qty_invoiced", line.invoiced);
    node.put("qty_shipped", line.shipped);
    node.put("qty_refunded", line.refunded);
    node.put("qty_canceled", line.canceled);
    new MageAmounts(node)
        .put("price", BigDecimal.ZERO, BigDecimal.ZERO)
        .put("row_total", BigDecimal.ZERO, BigDecimal.ZERO);
    return node;
  }

  /// Its parts ship and are priced by themselves.
  private static ObjectNode bundle(MageOrder order, long id) {
    List<MageLine> parts = order.lines.stream().filter(line -> line.bundle == id).toList();
    ObjectNode node = JsonText.object();
    node.put("item_id", id);
    node.put("order_id", order.id);
    node.put("product_id", 900);
    node.put("product_type", "bundle");
    node.put("sku", "SET");
    node.put("name", parts.getFirst().item.bundle().orElse(""));
    node.put("is_virtual", 0);
    node.put("qty_ordered", 1);
    node.put("qty_invoiced", whole(parts, line -> line.invoiced));
    node.put("qty_shipped", 0);
    node.put("qty_refunded", whole(parts, line -> line.refunded));
    node.put("qty_canceled", whole(parts, line -> line.canceled));
    new MageAmounts(node).put("price", BigDecimal.ZERO, BigDecimal.ZERO);
    return node;
  }

  private static int whole(List<MageLine> parts, ToIntFunction<MageLine> count) {
    return parts.stream().allMatch(line -> count.applyAsInt(line) == line.ordered()) ? 1 : 0;
  }

  private static ObjectNode head(MageOrder order, long id, String type, Product product) {
    ObjectNode node = JsonText.object();
    node.put("item_id", id);
    node.put("order_id", order.id);
    node.put("product_id", product.number());
    node.put("product_type", type);
    node.put("sku", product.sku());
    node.put("is_virtual", product.virtual() ? 1 : 0);
    node.put("weight", BigDecimal.valueOf(product.grams(), 3));
    node.put("store_id", 1);
    node.put("created_at", MageStore.text(order.created));
    node.put("updated_at", MageStore.text(order.updated));
    return node;
  }
}
