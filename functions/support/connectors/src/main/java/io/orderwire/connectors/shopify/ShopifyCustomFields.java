package io.orderwire.connectors.shopify;

import io.orderwire.connector.RawNode;
import io.orderwire.json.Json;
import io.orderwire.model.CustomField;
import io.orderwire.model.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// All that merchants and apps attach: notes, attributes, tags, metafields, and what Shopify knows
/// beyond the canonical blocks. Attributes keep their own names; metafields are
/// `namespace.key`.
final class ShopifyCustomFields {

  private ShopifyCustomFields() {}

  static List<CustomField> of(ShopifyNode order) {
    List<CustomField> fields = new ArrayList<>();
    order.text("note").ifPresent(note -> fields.add(text("note", note)));
    fields.addAll(attributes(order.at("note_attributes", "customAttributes")));
    tags(order).ifPresent(tags -> fields.add(new CustomField("tags", tags)));
    order
        .text("confirmation_number", "confirmationNumber")
        .ifPresent(number -> fields.add(text("confirmation_number", number)));
    order.text("po_number", "poNumber").ifPresent(number -> fields.add(text("po_number", number)));
    order
        .text("source_identifier", "sourceIdentifier")
        .ifPresent(id -> fields.add(text("source_identifier", id)));
    company(order, fields);
    paymentTerms(order, fields);
    order
        .at("risk")
        .text("recommendation")
        .filter(word -> !word.equalsIgnoreCase("none"))
        .ifPresent(word -> fields.add(text("risk_recommendation", word.toLowerCase(Locale.ROOT))));
    order.each("metafields", "metafields").forEach(metafield -> add(metafield, fields));
    return fields;
  }

  static List<CustomField> ofCart(ShopifyNode cart) {
    List<CustomField> fields = new ArrayList<>();
    cart.text("note").ifPresent(note -> fields.add(text("note", note)));
    fields.addAll(attributes(cart.at("note_attributes", "customAttributes")));
    return fields;
  }

  /// Business buyers: the company and its location, by id.
  private static void company(ShopifyNode order, List<CustomField> fields) {
    ShopifyNode company = order.at("company", "purchasingEntity");
    Optional<String> id = order.graph() ? company.at("company").id() : company.id();
    Optional<String> location =
        order.graph() ? company.at("location").id() : company.id("location_id", "location_id");
    id.ifPresent(value -> fields.add(text("company_id", value)));
    location.ifPresent(value -> fields.add(text("company_location_id", value)));
  }

  private static void paymentTerms(ShopifyNode order, List<CustomField> fields) {
    ShopifyNode terms = order.at("payment_terms", "paymentTerms");
    terms
        .text("payment_terms_name", "paymentTermsName")
        .ifPresent(name -> fields.add(text("payment_terms", name)));
    terms
        .decimal("due_in_days", "dueInDays")
        .ifPresent(
            days ->
                fields.add(
                    new CustomField("payment_terms_due_in_days", new FieldValue.Decimal(days))));
  }

  /// REST writes tags as one text with commas, GraphQL as a list.
  private static Optional<FieldValue> tags(ShopifyNode order) {
    List<String> tags =
        order.graph()
            ? order.each("tags", "tags").stream().flatMap(tag -> tag.text().stream()).toList()
            : order.text("tags").stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    return tags.isEmpty() ? Optional.empty() : Optional.of(new FieldValue.Json(Json.text(tags)));
  }

  /// Attributes of an order or line: normally name and value pairs, but apps have been seen to
  /// write objects and other shapes. Nothing of it is lost.
  static List<CustomField> attributes(ShopifyNode place) {
    RawNode raw = place.raw();
    if (!raw.isPresent()) {
      return List.of();
    }
    if (raw.isObject()) {
      return raw.members().stream()
          .map(member -> new CustomField(member.name(), value(member)))
          .toList();
    }
    if (!raw.json().isArray()) {
      return List.of(new CustomField(raw.name(), value(raw)));
    }
    return raw.elements().stream().map(pair -> attribute(raw, pair)).toList();
  }

  private static CustomField attribute(RawNode list, RawNode pair) {
    Optional<String> name =
        pair.isObject() ? pair.text("name").or(() -> pair.text("key")) : Optional.empty();
    return name.map(known -> new CustomField(known, value(pair.at("value"))))
        .orElseGet(() -> new CustomField(list.name(), value(pair)));
  }

  /// Attribute values are text by Shopify's schema; a REST document may carry a number for the same
  /// attribute that GraphQL gives as text.
  private static FieldValue value(RawNode raw) {
    if (raw.json().isContainerNode()) {
      return raw.value();
    }
    return new FieldValue.Text(raw.text().orElse(""));
  }

  private static void add(ShopifyNode metafield, List<CustomField> fields) {
    Optional<String> key = metafield.text("key");
    if (key.isEmpty()) {
      metafield.warn("incomplete_metafield", "a metafield without a key was left out");
      return;
    }
    String name =
        metafield.text("namespace").map(space -> space + "." + key.get()).orElse(key.get());
    fields.add(new CustomField(name, typed(metafield)));
  }

  private static FieldValue typed(ShopifyNode metafield) {
    RawNode value = metafield.raw().at("value");
    String type = metafield.text("type").orElse("");
    return switch (type) {
      case "number_integer", "number_decimal" ->
          value.decimal().<FieldValue>map(FieldValue.Decimal::new).orElseGet(() -> value(value));
      case "boolean" ->
          metafield
              .flag("value", "value")
              .<FieldValue>map(FieldValue.Bool::new)
              .orElseGet(() -> value(value));
      default -> value(value);
    };
  }

  private static CustomField text(String name, String value) {
    return new CustomField(name, new FieldValue.Text(value));
  }
}
