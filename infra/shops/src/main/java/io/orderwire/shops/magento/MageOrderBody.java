package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Address;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.ShopSettings;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/// An order as `GET /V1/orders` writes it.
final class MageOrderBody {
  private final ShopSettings settings;
  private final MagePricing pricing;
  private final MageItems items;

  MageOrderBody(ShopSettings settings, MagePricing pricing) {
    this.settings = settings;
    this.pricing = pricing;
    this.items = new MageItems(pricing);
  }

  /// The document; made once for each state of the order, and never changed.
  ObjectNode write(MageOrder order) {
    if (order.document.isEmpty()) {
      ObjectNode node = JsonText.object();
      head(node, order);
      customer(node, order);
      currencies(node, order);
      money(node, order);
      order
          .purchase
          .billing()
          .ifPresent(address -> address(node.putObject("billing_address"), order, address));
      node.set("items", items.write(order));
      payment(node.putObject("payment"), order);
      comments(node.putArray("status_histories"), order);
      extension(node.putObject("extension_attributes"), order);
      order.document = Optional.of(node);
    }
    return order.document.get();
  }

  static String method(Purchase.Tender tender) {
    return switch (tender) {
      case CARD, CARD_AUTHORIZED, CARD_PENDING, CARD_DECLINED -> "braintree";
      case CASH_ON_DELIVERY -> "cashondelivery";
      case BANK_TRANSFER -> "banktransfer";
    };
  }

  private static void head(ObjectNode node, MageOrder order) {
    node.put("entity_id", order.id);
    node.put("increment_id", order.increment);
    node.put("quote_id", order.quote);
    node.put("protect_code", String.format(Locale.ROOT, "%010x", order.id * 7919));
    node.put("store_id", 1);
    node.put("store_name", "Main Website\nMain Website Store\nDefault Store View");
    node.put("state", order.state.word());
    node.put("status", order.state.status());
    node.put("created_at", MageStore.text(order.created));
    node.put("updated_at", MageStore.text(order.updated));
    node.put("is_virtual", order.virtual() ? 1 : 0);
    node.put("email_sent", 1);
    node.put("remote_ip", "198.51.100.61");
    node.put("total_item_count", order.lines.size());
    node.put("total_qty_ordered", order.lines.stream().mapToInt(MageLine::ordered).sum());
    order.relations.forEach(node::put);
    if (!order.purchase.note().isEmpty()) {
      node.put("customer_note", order.purchase.note());
    }
  }

  private static void customer(ObjectNode node, MageOrder order) {
    Purchase.Buyer buyer = order.purchase.buyer();
    node.put("customer_is_guest", order.customer.isPresent() ? 0 : 1);
    node.put("customer_group_id", order.customer.isPresent() ? 1 : 0);
    order.customer.ifPresent(id -> node.put("customer_id", id));
    buyer.email().ifPresent(email -> node.put("customer_email", email));
    text(node, "customer_firstname", buyer.firstName());
    text(node, "customer_lastname", buyer.lastName());
  }

  private void currencies(ObjectNode node, MageOrder order) {
    String booked = settings.currency();
    node.put("base_currency_code", booked);
    node.put("global_currency_code", booked);
    node.put("store_currency_code", booked);
    node.put(
        "order_currency_code",
        order.purchase.presentment().map(Purchase.Presentment::currency).orElse(booked));
    node.put("base_to_order_rate", order.rate());
    node.put("base_to_global_rate", BigDecimal.ONE);
  }

  private void money(ObjectNode node, MageOrder order) {
    MagePricing.Totals booked = pricing.booked(order);
    MagePricing.Totals shown = pricing.totals(order, order.rate());
    MagePrice goods = booked.goods();
    MagePrice way = booked.shipping();
    MageAmounts amounts = new MageAmounts(node);
    amounts
        .put("subtotal", goods.row(), shown.goods().row())
        .put("subtotal_incl_tax", goods.rowWithTax(), shown.goods().rowWithTax())
        .put(
            "discount_amount",
            goods.discount().add(way.discount()).negate(),
            shown.goods().discount().add(shown.shipping().discount()).negate())
        .put("discount_tax_compensation_amount", goods.compensation(), shown.goods().compensation())
        .put("shipping_amount", way.row(), shown.shipping().row())
        .put("shipping_incl_tax", way.rowWithTax(), shown.shipping().rowWithTax())
        .put("shipping_tax_amount", way.tax(), shown.shipping().tax())
        .put("shipping_discount_amount", way.discount(), shown.shipping().discount())
        .put(
            "shipping_discount_tax_compensation_amount",
            way.compensation(),
            shown.shipping().compensation())
        .put("tax_amount", booked.tax(), shown.tax())
        .put("grand_total", booked.grand(), shown.grand());
    progress(amounts, order, booked.grand(), shown.grand());
    order
        .purchase
        .coupon()
        .ifPresent(
            coupon ->
                node.put("coupon_code", coupon.code()).put("discount_description", coupon.code()));
    order
        .purchase
        .carriage()
        .filter(carriage -> order.whole)
        .ifPresent(carriage -> node.put("shipping_description", carriage.title()));
  }

  private static void progress(
      MageAmounts amounts, MageOrder order, BigDecimal booked, BigDecimal shown) {
    if (order.state == MageState.CANCELED) {
      amounts.put("total_canceled", booked, shown);
    }
    if (!order.invoiced) {
      amounts.put("total_due", booked, shown);
      return;
    }
    amounts
        .put("total_paid", booked, shown)
        .put("total_invoiced", booked, shown)
        .put("total_due", BigDecimal.ZERO, BigDecimal.ZERO);
    if (order.refunded.booked().signum() > 0) {
      String how = order.offline() ? "total_offline_refunded" : "total_online_refunded";
      amounts
          .put("total_refunded", order.refunded.booked(), order.refunded.shown())
          .put(how, order.refunded.booked(), order.refunded.shown());
    }
  }

  private void payment(ObjectNode node, MageOrder order) {
    BigDecimal booked = pricing.booked(order).grand();
    BigDecimal shown = pricing.totals(order, order.rate()).grand();
    MageAmounts amounts = new MageAmounts(node);
    node.put("entity_id", order.id);
    node.put("parent_id", order.id);
    node.put("method", booked.signum() == 0 ? "free" : method(order.purchase.tender()));
    node.putArray("additional_information").add(order.offline() ? "Offline" : "sandbox");
    amounts.put("amount_ordered", booked, shown);
    if (order.authorized) {
      amounts.put("amount_authorized", booked, shown);
    }
    if (order.invoiced) {
      amounts.put("amount_paid", booked, shown);
    }
    order.transaction.ifPresent(
        id -> node.put("last_trans_id", id).put("cc_type", "VI").put("cc_last4", "1111"));
  }

  private static void comments(ArrayNode node, MageOrder order) {
    for (MageOrder.Comment comment : order.comments) {
      node.addObject()
          .put("entity_id", comment.id())
          .put("parent_id", order.id)
          .put("entity_name", "order")
          .put("comment", comment.text())
          .put("status", comment.status())
          .put("is_customer_notified", 0)
          .put("is_visible_on_front", 0)
          .put("created_at", MageStore.text(comment.at()));
    }
  }

  /// What checkout modules ask for stands among the extension attributes.
  private void extension(ObjectNode node, MageOrder order) {
    ObjectNode assignment = node.putArray("shipping_assignments").addObject();
    ObjectNode shipping = assignment.putObject("shipping");
    if (order.whole && !order.virtual()) {
      order
          .purchase
          .shipping()
          .ifPresent(address -> address(shipping.putObject("address"), order, address));
      order
          .purchase
          .carriage()
          .map(carriage -> carriage.code().replace("_", ""))
          .ifPresent(carrier -> shipping.put("method", carrier + "_" + carrier));
    }
    node.set("item_applied_taxes", taxes(order));
    order.purchase.customFields().forEach(node::put);
  }

  private ArrayNode taxes(MageOrder order) {
    ArrayNode all = JsonText.NODES.arrayNode();
    for (MageLine line : order.lines) {
      MagePrice booked = pricing.line(order, line, BigDecimal.ONE);
      if (booked.tax().signum() != 0) {
        ObjectNode node = all.addObject().put("type", "product").put("item_id", line.id);
        applied(node, booked, pricing.line(order, line, order.rate()));
      }
    }
    MagePrice way = pricing.booked(order).shipping();
    if (way.tax().signum() != 0) {
      applied(all.addObject().put("type", "shipping"), way, pricing.shipping(order, order.rate()));
    }
    return all;
  }

  private void applied(ObjectNode node, MagePrice booked, MagePrice shown) {
    ArrayNode taxes = node.putArray("applied_taxes");
    for (int index = 0; index < booked.taxes().size(); index++) {
      BigDecimal amount = booked.taxes().get(index);
      if (amount.signum() != 0) {
        ObjectNode tax = taxes.addObject();
        tax.put("code", pricing.rates().get(index).title());
        tax.put("title", pricing.rates().get(index).title());
        tax.put("percent", pricing.rates().get(index).rate().movePointRight(2));
        new MageAmounts(tax).put("amount", amount, shown.taxes().get(index));
      }
    }
  }

  static void address(ObjectNode node, MageOrder order, Address address) {
    node.put("parent_id", order.id);
    address(node, address);
    order.purchase.buyer().email().ifPresent(email -> node.put("email", email));
  }

  /// Parts that are empty are no keys.
  static void address(ObjectNode node, Address address) {
    text(node, "firstname", address.firstName());
    text(node, "lastname", address.lastName());
    text(node, "company", address.company());
    ArrayNode street = node.putArray("street").add(address.line1());
    if (!address.line2().isEmpty()) {
      street.add(address.line2());
    }
    text(node, "city", address.city());
    text(node, "region", address.region());
    text(node, "region_code", address.regionCode());
    text(node, "postcode", address.postalCode());
    text(node, "country_id", address.countryCode());
    text(node, "telephone", address.phone());
  }

  private static void text(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }
}
