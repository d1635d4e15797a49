package io.orderwire.shops;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads a basket from JSON:
/// `{"items": [{"sku","quantity","price"?,"bundle"?,"properties"?}], "account"?, "email"?,
/// "first_name"?, "last_name"?, "address"?: {…}, "coupon"?: {"code","percent"|"amount"},
/// "shipping"?: {"title","code","price","rebate"?}, "fees"?: [{"name","amount","taxable"?}],
/// "tender"?: "card", "fields"?: {…}, "note"?, "presentment"?: {"currency","rate"}, "tip"?,
/// "duty"?, "test"?}`. A SKU is of the [Catalogue]; `price` overrides its price.
final class PurchaseReader {
  private static final Address SOMEWHERE =
      new Address(
          "Jane",
          "O'Brien",
          "",
          "1 Main St",
          "",
          "Los Angeles",
          "California",
          "CA",
          "90001",
          "United States",
          "US",
          "+1 555 0100");

  private PurchaseReader() {}

  /// @throws IllegalArgumentException naming the field that cannot be read
  static Purchase read(JsonNode body) {
    List<Item> items = new ArrayList<>();
    body.path("items").forEach(node -> items.add(item(node)));
    Address address = body.has("address") ? address(body.get("address")) : SOMEWHERE;
    Purchase.Buyer buyer =
        new Purchase.Buyer(
            text(body, "account"),
            text(body, "email"),
            body.path("first_name").asText(address.firstName()),
            body.path("last_name").asText(address.lastName()));
    PurchaseChange change =
        Purchase.of(buyer, address, items)
            .change()
            .note(body.path("note").asText())
            .test(body.path("test").asBoolean())
            .customFields(fields(body.path("fields")))
            .fees(fees(body.path("fees")))
            .carriage(carriage(body));
    coupon(body).ifPresent(change::coupon);
    presentment(body).ifPresent(change::presentment);
    amount(body, "tip").ifPresent(change::tip);
    amount(body, "duty").ifPresent(change::duty);
    text(body, "tender").map(PurchaseReader::tender).ifPresent(change::tender);
    return change.done();
  }

  static Item item(JsonNode node) {
    String sku = node.path("sku").asText();
    Product product =
        Catalogue.bySku(sku)
            .orElseThrow(() -> new IllegalArgumentException("sku: nothing is sold as " + sku));
    Optional<BigDecimal> price = amount(node, "price");
    return new Item(
        price.map(value -> priced(product, value)).orElse(product),
        node.path("quantity").asInt(1),
        fields(node.path("properties")),
        text(node, "bundle"));
  }

  private static Product priced(Product product, BigDecimal price) {
    return new Product(
        product.number(),
        product.sku(),
        product.title(),
        product.variant(),
        price,
        product.grams(),
        product.virtual(),
        product.taxable());
  }

  static Address address(JsonNode node) {
    return new Address(
        node.path("first_name").asText(),
        node.path("last_name").asText(),
        node.path("company").asText(),
        node.path("line1").asText(),
        node.path("line2").asText(),
        node.path("city").asText(),
        node.path("region").asText(),
        node.path("region_code").asText(),
        node.path("postal_code").asText(),
        node.path("country").asText(),
        node.path("country_code").asText(),
        node.path("phone").asText());
  }

  static Optional<BigDecimal> amount(JsonNode node, String field) {
    if (!node.hasNonNull(field)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(node.get(field).asText()));
    } catch (NumberFormatException unreadable) {
      throw new IllegalArgumentException(
          field + ": write a decimal such as \"12.50\", not " + node.get(field), unreadable);
    }
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.of(node.path(field).asText()).filter(text -> !text.isEmpty());
  }

  private static Map<String, String> fields(JsonNode node) {
    Map<String, String> fields = new LinkedHashMap<>();
    node.properties()
        .forEach(
            each ->
                fields.put(
                    each.getKey(),
                    each.getValue().isValueNode()
                        ? each.getValue().asText()
                        : each.getValue().toString()));
    return fields;
  }

  private static List<Purchase.Fee> fees(JsonNode node) {
    List<Purchase.Fee> fees = new ArrayList<>();
    node.forEach(
        fee ->
            fees.add(
                new Purchase.Fee(
                    fee.path("name").asText(),
                    amount(fee, "amount").orElse(BigDecimal.ZERO),
                    fee.path("taxable").asBoolean(true))));
    return fees;
  }

  private static Optional<Purchase.Carriage> carriage(JsonNode body) {
    return Optional.ofNullable(body.get("shipping"))
        .map(
            node ->
                new Purchase.Carriage(
                    node.path("title").asText("Standard"),
                    node.path("code").asText("flat_rate"),
                    amount(node, "price").orElse(BigDecimal.ZERO),
                    amount(node, "rebate").orElse(BigDecimal.ZERO)));
  }

  private static Optional<Purchase.Coupon> coupon(JsonNode body) {
    return Optional.ofNullable(body.get("coupon"))
        .map(
            node ->
                new Purchase.Coupon(
                    node.path("code").asText(), amount(node, "percent"), amount(node, "amount")));
  }

  private static Optional<Purchase.Presentment> presentment(JsonNode body) {
    return Optional.ofNullable(body.get("presentment"))
        .map(
            node ->
                new Purchase.Presentment(
                    node.path("currency").asText(), amount(node, "rate").orElse(BigDecimal.ONE)));
  }

  private static Purchase.Tender tender(String name) {
    try {
      return Purchase.Tender.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "tender: write card, card_authorized, card_pending, card_declined, cash_on_delivery or"
              + " bank_transfer, not "
              + name,
          unknown);
    }
  }
}
