package io.orderwire.shops.vendure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Product;
import java.util.List;
import java.util.function.Predicate;

/// Lines, surcharges and delivery, each with its prices before and after discounts.
final class VendLineBody {
  private static final Predicate<VendAdjustment> NONE = adjustment -> false;
  private static final Predicate<VendAdjustment> OF_LINES =
      adjustment -> adjustment.type() == VendAdjustment.Type.PROMOTION;
  private static final Predicate<VendAdjustment> ALL = adjustment -> true;

  private final VendPricing pricing;

  VendLineBody(VendPricing pricing) {
    this.pricing = pricing;
  }

  ArrayNode lines(VendOrder order) {
    ArrayNode lines = JsonText.NODES.arrayNode();
    order.lines.forEach(line -> lines.add(line(order, line)));
    return lines;
  }

  private ObjectNode line(VendOrder order, VendLine line) {
    ObjectNode node = VendBody.row(line.id, line.created, line.updated);
    node.put("quantity", line.quantity).put("orderPlacedQuantity", line.placed);
    node.set("productVariant", variant(line.product()));
    prices(node, order, line);
    List<VendPricing.Rate> rates = pricing.rates(order, line);
    node.put("taxRate", VendPricing.percent(rates));
    node.set("taxLines", taxLines(rates));
    ArrayNode discounts = node.putArray("discounts");
    line.adjustments.forEach(
        adjustment ->
            discounts.add(discount(adjustment, pricing.discount(order, line, adjustment))));
    ArrayNode shipped = node.putArray("fulfillmentLines");
    for (VendParcel parcel : order.parcels) {
      int quantity = parcel.lines.getOrDefault(line, 0);
      if (quantity > 0) {
        shipped.add(parcel(parcel, line, quantity));
      }
    }
    ObjectNode fields = node.putObject("customFields");
    line.customFields.forEach(fields::put);
    return node;
  }

  private void prices(ObjectNode node, VendOrder order, VendLine line) {
    both(node, "unitPrice", "linePrice", order, line, NONE);
    both(node, "discountedUnitPrice", "discountedLinePrice", order, line, OF_LINES);
    both(node, "proratedUnitPrice", "proratedLinePrice", order, line, ALL);
    node.put("lineTax", pricing.price(order, line, line.quantity, NONE).tax());
  }

  private void both(
      ObjectNode node,
      String unit,
      String all,
      VendOrder order,
      VendLine line,
      Predicate<VendAdjustment> counts) {
    VendBody.priced(node, unit, pricing.price(order, line, 1, counts));
    VendBody.priced(node, all, pricing.price(order, line, line.quantity, counts));
  }

  private static ObjectNode variant(Product product) {
    String number = Integer.toString(product.number());
    ObjectNode node =
        JsonText.object()
            .put("id", number)
            .put("productId", number)
            .put("sku", product.sku())
            .put("name", product.name());
    node.putObject("product").put("id", number).put("name", product.title());
    return node;
  }

  static ObjectNode parcel(VendParcel parcel, VendLine line, int quantity) {
    return JsonText.object()
        .put("orderLineId", Long.toString(line.id))
        .put("quantity", quantity)
        .put("fulfillmentId", Long.toString(parcel.id));
  }

  private static ArrayNode taxLines(List<VendPricing.Rate> rates) {
    ArrayNode lines = JsonText.NODES.arrayNode();
    rates.forEach(
        rate -> lines.addObject().put("description", rate.title()).put("taxRate", rate.percent()));
    return lines;
  }

  private static ObjectNode discount(VendAdjustment adjustment, VendPrice price) {
    return JsonText.object()
        .put("adjustmentSource", adjustment.source())
        .put("type", adjustment.type().name())
        .put("description", adjustment.description())
        .put("amount", price.net())
        .put("amountWithTax", price.gross());
  }

  ArrayNode surcharges(VendOrder order) {
    ArrayNode surcharges = JsonText.NODES.arrayNode();
    for (VendOrder.Surcharge surcharge : order.surcharges) {
      ObjectNode node =
          VendBody.row(surcharge.id(), surcharge.created(), surcharge.created())
              .put("sku", "")
              .put("description", surcharge.description());
      List<VendPricing.Rate> rates = pricing.rates(order, surcharge);
      VendBody.priced(node, "price", pricing.surcharge(order, surcharge));
      node.put("taxRate", VendPricing.percent(rates)).set("taxLines", taxLines(rates));
      surcharges.add(node);
    }
    return surcharges;
  }

  ArrayNode shippingLines(VendOrder order) {
    ArrayNode lines = JsonText.NODES.arrayNode();
    order.delivery.ifPresent(
        delivery -> {
          ObjectNode node = lines.addObject().put("id", Long.toString(delivery.id()));
          node.putObject("shippingMethod")
              .put("id", Long.toString(delivery.method()))
              .put("code", delivery.code())
              .put("name", delivery.name())
              .put("description", "")
              .put("fulfillmentHandlerCode", "manual-fulfillment");
          VendBody.priced(node, "price", pricing.shipping(delivery.listPrice()));
          VendBody.priced(node, "discountedPrice", pricing.shipping(order));
          ArrayNode discounts = node.putArray("discounts");
          delivery
              .adjustments()
              .forEach(each -> discounts.add(discount(each, pricing.shipping(each.amount()))));
        });
    return lines;
  }
}
