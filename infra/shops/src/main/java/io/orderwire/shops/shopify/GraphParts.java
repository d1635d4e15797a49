package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Address;
import io.orderwire.shops.Decimals;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import io.orderwire.shops.shopify.ShopifyOrder.LineTax;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// GraphQL objects that others are made of. A tree holds every field the schema has for its type
/// (`__typename` included); connections stand in it as plain arrays. [GraphProjection] answers only
/// what was asked for.
final class GraphParts {
  private final ShopSettings settings;

  GraphParts(ShopSettings settings) {
    this.settings = settings;
  }

  static ObjectNode object(String type) {
    return JsonText.object().put("__typename", type);
  }

  static ObjectNode object(String type, long id) {
    return object(type).put("id", gid(type, id));
  }

  static String gid(String type, long id) {
    return "gid://shopify/" + type + "/" + id;
  }

  static String time(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
  }

  static void time(ObjectNode node, String field, Optional<Instant> instant) {
    if (instant.isPresent()) {
      node.put(field, time(instant.get()));
    } else {
      node.putNull(field);
    }
  }

  static ObjectNode bag(Bag bag, Bag.Currencies currencies) {
    ObjectNode node = object("MoneyBag");
    node.set("shopMoney", money(bag.shop(), currencies.shop(), currencies.shopScale()));
    node.set("presentmentMoney", money(bag.shown(), currencies.shown(), currencies.shownScale()));
    return node;
  }

  /// `Decimal` drops zeros but keeps one digit after the point: `"12.5"`, `"199.0"`.
  private static ObjectNode money(java.math.BigDecimal amount, String currency, int scale) {
    String text = Decimals.trimmed(Decimals.round(amount, scale));
    return object("MoneyV2")
        .put("amount", text.contains(".") ? text : text + ".0")
        .put("currencyCode", currency);
  }

  ArrayNode taxLines(List<LineTax> taxes, Bag.Currencies currencies) {
    ArrayNode array = JsonText.NODES.arrayNode();
    for (LineTax tax : taxes) {
      TaxRate rate = settings.taxes().get(tax.rate());
      ObjectNode node = object("TaxLine");
      node.put("title", rate.title());
      node.put("rate", rate.rate());
      node.put("ratePercentage", rate.rate().movePointRight(2));
      node.put("channelLiable", false);
      node.put("source", "Shopify");
      node.set("priceSet", bag(tax.amount(), currencies));
      array.add(node);
    }
    return array;
  }

  static ArrayNode attributes(Map<String, String> attributes) {
    ArrayNode array = JsonText.NODES.arrayNode();
    attributes.forEach(
        (name, value) -> array.add(object("Attribute").put("key", name).put("value", value)));
    return array;
  }

  static ObjectNode address(Address address, long id) {
    ObjectNode node = object("MailingAddress", id);
    node.put("firstName", address.firstName());
    node.put("lastName", address.lastName());
    node.put("name", (address.firstName() + " " + address.lastName()).strip());
    RestParts.optional(node, "company", address.company());
    node.put("address1", address.line1());
    RestParts.optional(node, "address2", address.line2());
    node.put("city", address.city());
    RestParts.optional(node, "province", address.region());
    RestParts.optional(node, "provinceCode", address.regionCode());
    node.put("country", address.country());
    node.put("countryCodeV2", address.countryCode());
    node.put("countryCode", address.countryCode());
    node.put("zip", address.postalCode());
    RestParts.optional(node, "phone", address.phone());
    node.putNull("latitude");
    node.putNull("longitude");
    node.put("coordinatesValidated", false);
    node.putNull("validationResultSummary");
    node.putNull("timeZone");
    node.put("formattedArea", address.city() + ", " + address.country());
    node.putArray("formatted").add(address.line1()).add(address.city()).add(address.country());
    return node;
  }

  ObjectNode customer(ShopifyCustomer customer) {
    ObjectNode node = object("Customer", customer.id());
    node.put("legacyResourceId", Long.toString(customer.id()));
    node.put("displayName", customer.name());
    node.put("firstName", customer.firstName());
    node.put("lastName", customer.lastName());
    RestParts.optional(node, "email", customer.email().orElse(""));
    node.putNull("phone");
    node.put("state", customer.enabled() ? "ENABLED" : "DISABLED");
    node.put("verifiedEmail", true);
    node.put("taxExempt", false);
    node.put("locale", "en");
    node.putNull("note");
    node.putArray("tags");
    node.put("createdAt", time(customer.created()));
    node.put("updatedAt", time(customer.updated()));
    node.put("numberOfOrders", "1");
    customer
        .email()
        .ifPresentOrElse(
            email ->
                node.set(
                    "defaultEmailAddress",
                    object("CustomerEmailAddress").put("emailAddress", email)),
            () -> node.putNull("defaultEmailAddress"));
    node.putNull("defaultPhoneNumber");
    customer
        .address()
        .ifPresentOrElse(
            address -> node.set("defaultAddress", address(address, customer.addressId())),
            () -> node.putNull("defaultAddress"));
    node.putNull("metafield");
    node.putArray("metafields");
    return node;
  }
}
