package io.orderwire.shops.vendure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Address;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopSettings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An order with all its parts, as queries can ask for it.
final class VendBody {
  static final String CHANNEL = "__default_channel__";
  static final String CHANNEL_TOKEN = "default-channel-token";

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final ShopSettings settings;
  private final VendPricing pricing;
  private final VendLineBody lines;

  VendBody(ShopSettings settings, VendPricing pricing) {
    this.settings = settings;
    this.pricing = pricing;
    this.lines = new VendLineBody(pricing);
  }

  /// What is shown ends with the milliseconds, what is compared does not.
  static String text(Instant time) {
    return UTC.format(time);
  }

  /// What each row of the database has.
  static ObjectNode row(long id, Instant created, Instant updated) {
    return JsonText.object()
        .put("id", Long.toString(id))
        .put("createdAt", text(created))
        .put("updatedAt", text(updated));
  }

  ObjectNode write(VendOrder order) {
    return order.document().orElseGet(() -> order.keep(written(order)));
  }

  private ObjectNode written(VendOrder order) {
    ObjectNode node = row(order.id, order.created, order.updated());
    identity(node, order);
    people(node, order);
    node.set("lines", lines.lines(order));
    node.set("surcharges", lines.surcharges(order));
    node.set("shippingLines", lines.shippingLines(order));
    node.set("discounts", discounts(node));
    totals(node, order);
    VendMoneyBody.payments(node.putArray("payments"), order);
    VendMoneyBody.modifications(node.putArray("modifications"), order);
    parcels(node.putArray("fulfillments"), order);
    history(node.putObject("history"), order);
    return node;
  }

  private void identity(ObjectNode node, VendOrder order) {
    node.put("type", "Regular");
    node.put("code", order.code);
    node.put("state", order.state.word());
    node.put("active", order.active);
    order.placed().ifPresent(at -> node.put("orderPlacedAt", text(at)));
    node.put("currencyCode", currency(order));
    ArrayNode next = node.putArray("nextStates");
    order.state.next().forEach(next::add);
    ArrayNode coupons = node.putArray("couponCodes");
    ArrayNode promotions = node.putArray("promotions");
    order
        .purchase
        .coupon()
        .ifPresent(
            coupon -> {
              coupons.add(coupon.code());
              promotions
                  .addObject()
                  .put("id", "1")
                  .put("couponCode", coupon.code())
                  .put("name", coupon.code());
            });
    node.putArray("channels").add(channel());
    ObjectNode fields = node.putObject("customFields");
    order.customFields.forEach(fields::put);
  }

  String currency(VendOrder order) {
    return order.purchase.presentment().map(shown -> shown.currency()).orElse(settings.currency());
  }

  ObjectNode channel() {
    return JsonText.object()
        .put("id", "1")
        .put("code", CHANNEL)
        .put("token", CHANNEL_TOKEN)
        .put("defaultCurrencyCode", settings.currency())
        .put("pricesIncludeTax", settings.pricesIncludeTax());
  }

  private static void people(ObjectNode node, VendOrder order) {
    VendCustomer customer = order.customer;
    ObjectNode buyer = row(customer.id, customer.created, customer.created);
    buyer
        .put("firstName", customer.buyer.firstName())
        .put("lastName", customer.buyer.lastName())
        .put("phoneNumber", customer.phone)
        .put("emailAddress", customer.email);
    customer.user.ifPresent(
        user ->
            buyer.set(
                "user",
                row(user, customer.created, customer.created)
                    .put("identifier", customer.email)
                    .put("verified", true)));
    node.set("customer", buyer);
    node.set("shippingAddress", address(order.address));
    node.set("billingAddress", address(order.purchase.billing()));
  }

  /// One that was not given is an object of nulls.
  private static ObjectNode address(Optional<Address> given) {
    ObjectNode node = JsonText.object();
    given.ifPresent(
        address ->
            node.put("fullName", (address.firstName() + " " + address.lastName()).strip())
                .put("company", address.company())
                .put("streetLine1", address.line1())
                .put("streetLine2", address.line2())
                .put("city", address.city())
                .put("province", address.region())
                .put("postalCode", address.postalCode())
                .put("country", address.country())
                .put("countryCode", address.countryCode())
                .put("phoneNumber", address.phone()));
    return node;
  }

  /// Those of lines and of delivery, by what they come from.
  private static ArrayNode discounts(ObjectNode order) {
    Map<String, ObjectNode> bySource = new LinkedHashMap<>();
    for (String part : new String[] {"lines", "shippingLines"}) {
      order
          .path(part)
          .forEach(
              line ->
                  line.path("discounts").forEach(discount -> add(bySource, (ObjectNode) discount)));
    }
    ArrayNode discounts = JsonText.NODES.arrayNode();
    bySource.values().forEach(discounts::add);
    return discounts;
  }

  private static void add(Map<String, ObjectNode> bySource, ObjectNode discount) {
    ObjectNode sum =
        bySource.computeIfAbsent(
            discount.path("adjustmentSource").asText(),
            source -> discount.deepCopy().put("amount", 0L).put("amountWithTax", 0L));
    for (String amount : new String[] {"amount", "amountWithTax"}) {
      sum.put(amount, sum.path(amount).longValue() + discount.path(amount).longValue());
    }
  }

  private void totals(ObjectNode node, VendOrder order) {
    VendPricing.Totals totals = pricing.totals(order);
    node.put("totalQuantity", order.lines.stream().mapToInt(line -> line.quantity).sum());
    priced(node, "subTotal", totals.goods());
    priced(node, "shipping", totals.shipping());
    priced(node, "total", totals.all());
    ArrayNode taxes = node.putArray("taxSummary");
    for (VendPricing.Summary row : pricing.taxes(order)) {
      taxes
          .addObject()
          .put("description", row.rate().title())
          .put("taxRate", row.rate().percent())
          .put("taxBase", row.base())
          .put("taxTotal", row.tax());
    }
  }

  /// Under its name without tax, and with it under the name that says so.
  static void priced(ObjectNode node, String name, VendPrice price) {
    node.put(name, price.net()).put(name + "WithTax", price.gross());
  }

  private static void parcels(ArrayNode parcels, VendOrder order) {
    for (VendParcel parcel : order.parcels) {
      ObjectNode node = row(parcel.id, parcel.created, parcel.updated);
      node.put("state", parcel.delivered ? "Delivered" : "Shipped")
          .put("method", parcel.method)
          .put("trackingCode", parcel.trackingCode);
      ArrayNode goods = node.putArray("lines");
      parcel.lines.forEach(
          (line, quantity) -> goods.add(VendLineBody.parcel(parcel, line, quantity)));
      parcels.add(node);
    }
  }

  private static void history(ObjectNode history, VendOrder order) {
    ArrayNode items = history.putArray("items");
    for (VendOrder.Entry entry : order.history) {
      ObjectNode node = row(entry.id(), entry.at(), entry.at());
      node.put("type", entry.type()).set("data", entry.data());
      items.add(node);
    }
    history.put("totalItems", items.size());
  }
}
