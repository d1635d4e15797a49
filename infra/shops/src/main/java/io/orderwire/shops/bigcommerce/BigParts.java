package io.orderwire.shops.bigcommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Product;
import io.orderwire.shops.TaxRate;
import io.orderwire.shops.bigcommerce.BigPricing.Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What hangs on an order in V2: each at an address of its own.
final class BigParts {
  private final BigPricing pricing;

  BigParts(BigPricing pricing) {
    this.pricing = pricing;
  }

  /// The rows of a part; empty when there is no such part.
  Optional<List<ObjectNode>> of(BigOrder order, String part) {
    return switch (part) {
      case "products" ->
          Optional.of(order.lines.stream().map(line -> product(order, line)).toList());
      case "shipping_addresses", "shippingaddresses" -> Optional.of(addresses(order));
      case "coupons" -> Optional.of(coupons(order));
      case "taxes" -> Optional.of(taxes(order));
      case "shipments" ->
          Optional.of(order.shipments.stream().map(each -> shipment(order, each)).toList());
      case String other -> Optional.empty();
    };
  }

  private ObjectNode product(BigOrder order, BigOrder.Line line) {
    Product product = line.product();
    Price price = pricing.line(order, line);
    BigDecimal entered = product.price().multiply(BigDecimal.valueOf(line.quantity()));
    ObjectNode node = JsonText.object();
    node.put("id", line.id());
    node.put("order_id", order.id);
    node.put("product_id", product.number());
    node.put("variant_id", product.number() + 1);
    node.put("order_pickup_method_id", 0);
    node.put("order_address_id", product.virtual() ? 0 : order.addressId);
    node.put("name", product.name());
    node.put("name_customer", product.name());
    node.put("name_merchant", product.name());
    node.put("sku", product.sku());
    node.put("upc", "");
    node.put("type", product.virtual() ? "digital" : "physical");
    BigOrderBody.cost(node, "price", product.price(), pricing.unit(order, line));
    BigOrderBody.cost(node, "total", entered, price);
    node.put("quantity", line.quantity());
    node.put("weight", BigOrderBody.text(BigDecimal.valueOf(product.grams(), 3)));
    node.put("is_refunded", line.refunded() >= line.quantity());
    node.put("quantity_refunded", line.refunded());
    node.put("refund_amount", "0.0000");
    node.put("quantity_shipped", line.shipped());
    if (line.parent() == 0) {
      node.putNull("parent_order_product_id");
    } else {
      node.put("parent_order_product_id", line.parent());
    }
    node.put("is_bundled_product", line.parent() != 0);
    discounts(node, order, line);
    node.put("discounted_total_inc_tax", BigOrderBody.text(price.with().subtract(line.discount())));
    options(node.putArray("product_options"), line);
    node.putArray("configurable_fields");
    return node;
  }

  private static void discounts(ObjectNode node, BigOrder order, BigOrder.Line line) {
    ArrayNode applied = node.putArray("applied_discounts");
    if (order.coupon.isPresent() && line.discount().signum() > 0) {
      applied
          .addObject()
          .put("id", "coupon")
          .put("amount", BigOrderBody.text(line.discount()))
          .put("name", "Coupon " + order.coupon.get().code())
          .put("code", order.coupon.get().code())
          .put("target", "product");
    }
  }

  private static void options(ArrayNode options, BigOrder.Line line) {
    for (Map.Entry<String, String> option : line.options().entrySet()) {
      options
          .addObject()
          .put("id", line.id() + options.size() + 1)
          .put("option_id", 41 + options.size())
          .put("order_product_id", line.id())
          .put("display_name", option.getKey())
          .put("display_value", option.getValue())
          .put("value", option.getValue())
          .put("type", "Text field")
          .put("name", option.getKey());
    }
  }

  private List<ObjectNode> addresses(BigOrder order) {
    if (order.shipping.isEmpty()) {
      return List.of();
    }
    ObjectNode node = JsonText.object();
    node.put("id", order.addressId);
    node.put("order_id", order.id);
    BigOrderBody.address(node, order.shipping, order.email);
    node.put("items_total", order.lines.stream().mapToInt(BigOrder.Line::quantity).sum());
    node.put("items_shipped", order.lines.stream().mapToInt(BigOrder.Line::shipped).sum());
    node.put("shipping_method", order.carriage.map(each -> each.title()).orElse(""));
    BigOrderBody.cost(
        node,
        "cost",
        order.carriage.map(each -> each.price()).orElse(BigDecimal.ZERO),
        pricing.shipping(order));
    node.put("cost_tax_class_id", 2);
    node.put("shipping_zone_id", 1);
    node.put("shipping_zone_name", "Everywhere");
    return List.of(node);
  }

  private List<ObjectNode> coupons(BigOrder order) {
    List<ObjectNode> coupons = new ArrayList<>();
    BigDecimal onGoods = BigPricing.discounts(order);
    if (order.coupon.isPresent() && onGoods.signum() > 0) {
      BigOrder.Coupon coupon = order.coupon.get();
      coupons.add(
          coupon(order, coupon.id(), coupon.code(), onGoods)
              .put("amount", BigOrderBody.text(coupon.amount()))
              .put("type", coupon.type()));
    }
    BigDecimal rebate = pricing.rebate(order);
    if (rebate.signum() > 0) {
      coupons.add(
          coupon(order, order.addressId + 1, "SHIPPING", rebate)
              .put("amount", BigOrderBody.text(rebate))
              .put("type", 3));
    }
    return coupons;
  }

  private static ObjectNode coupon(BigOrder order, long id, String code, BigDecimal discount) {
    return JsonText.object()
        .put("id", id)
        .put("coupon_id", id)
        .put("order_id", order.id)
        .put("code", code)
        .put("discount", discount);
  }

  private List<ObjectNode> taxes(BigOrder order) {
    List<ObjectNode> taxes = new ArrayList<>();
    for (BigOrder.Line line : order.lines) {
      List<BigDecimal> amounts = pricing.line(order, line).taxes();
      for (int rate = 0; rate < amounts.size(); rate++) {
        if (amounts.get(rate).signum() != 0) {
          taxes.add(
              tax(order, rate, amounts.get(rate))
                  .put("order_product_id", Long.toString(line.id()))
                  .put("line_item_type", "item"));
        }
      }
    }
    List<BigDecimal> shipping = pricing.shipping(order).taxes();
    for (int rate = 0; rate < shipping.size(); rate++) {
      if (shipping.get(rate).signum() != 0) {
        taxes.add(
            tax(order, rate, shipping.get(rate))
                .putNull("order_product_id")
                .put("line_item_type", "shipping"));
      }
    }
    for (int row = 0; row < taxes.size(); row++) {
      taxes.get(row).put("id", order.id * 1000 + row);
    }
    return taxes;
  }

  private ObjectNode tax(BigOrder order, int rate, BigDecimal amount) {
    TaxRate known = pricing.rates().get(rate);
    return JsonText.object()
        .put("order_id", order.id)
        .put("order_address_id", order.addressId)
        .put("tax_rate_id", rate + 1)
        .put("sales_tax_id", "")
        .put("tax_class_id", 0)
        .put("name", known.title())
        .put("class", "Default Tax Class")
        .put("rate", BigOrderBody.text(known.rate().movePointRight(2)))
        .put("priority", rate)
        .put("priority_amount", BigOrderBody.text(amount))
        .put("line_amount", BigOrderBody.text(amount));
  }

  private static ObjectNode shipment(BigOrder order, BigOrder.Shipment shipment) {
    ObjectNode node = JsonText.object();
    node.put("id", shipment.id());
    node.put("order_id", order.id);
    node.put("customer_id", order.customer);
    node.put("order_address_id", order.addressId);
    node.put("date_created", BigDates.mail(shipment.at()));
    node.put("tracking_number", shipment.number());
    node.put("merchant_shipping_cost", "0.0000");
    node.put("shipping_method", order.carriage.map(each -> each.title()).orElse(""));
    node.put("comments", "");
    node.put("shipping_provider", "");
    node.put("tracking_carrier", shipment.carrier());
    node.put("tracking_link", shipment.link());
    BigOrderBody.address(node.putObject("billing_address"), order.billing, order.email);
    ArrayNode items = node.putArray("items");
    shipment
        .items()
        .forEach(
            (line, quantity) ->
                items
                    .addObject()
                    .put("order_product_id", line)
                    .put("product_id", 0)
                    .put("quantity", quantity));
    return node;
  }
}
