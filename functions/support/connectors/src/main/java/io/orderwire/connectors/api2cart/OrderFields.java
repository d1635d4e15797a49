package io.orderwire.connectors.api2cart;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an order carries beside its blocks: kept as custom fields, or dropped by a named policy.
final class OrderFields {
  private static final Set<String> READ =
      Set.of(
          "id",
          "order_id",
          "basket_id",
          "channel_id",
          "store_id",
          "customer",
          "create_at",
          "modified_at",
          "finished_time",
          "currency",
          "shipping_address",
          "billing_address",
          "payment_method",
          "shipping_method",
          "shipping_methods",
          "status",
          "totals",
          "total",
          "discounts",
          "order_products",
          "bundles",
          "refunds",
          "order_details_url",
          OrderFetch.TRANSACTIONS,
          OrderFetch.SHIPMENTS);
  private static final Set<String> TOTAL_MEMBERS =
      Set.of(
          "subtotal_ex_tax",
          "wrapping_ex_tax",
          "shipping_ex_tax",
          "total_discount",
          "total_tax",
          "total");
  private static final Set<String> TOTALS_MEMBERS =
      Set.of("total", "subtotal", "shipping", "tax", "discount");
  private static final Set<String> STATUS_MEMBERS = Set.of("id", "name", "history", "refund_info");
  private static final List<String> CURRENCY_SETTINGS =
      List.of("id", "name", "symbol_left", "symbol_right", "avail", "default");

  private OrderFields() {}

  static List<CustomField> of(RawNode root, String word) {
    List<CustomField> fields = new ArrayList<>(Extras.of(root, READ, ""));
    fields.addAll(status(root.at("status"), word));
    fields.addAll(currency(root.at("currency")));
    fields.addAll(Extras.of(root.at("total"), TOTAL_MEMBERS, ""));
    fields.addAll(Extras.of(root.at("totals"), TOTALS_MEMBERS, "totals."));
    if (root.text("channel_id").isPresent()) {
      fields.addAll(Leftovers.field(root, "store_id"));
    }
    return fields;
  }

  /// Beside the word that counts, the other one; and how the order came to it.
  private static List<CustomField> status(RawNode status, String word) {
    List<CustomField> fields = new ArrayList<>();
    for (String member : List.of("id", "name")) {
      if (!status.text(member).equals(Optional.of(word))) {
        Leftovers.field(status, member).stream()
            .map(field -> new CustomField("status_" + member, field.value()))
            .forEach(fields::add);
      }
    }
    Leftovers.field(status, "history").stream()
        .map(field -> new CustomField("status_history", field.value()))
        .forEach(fields::add);
    fields.addAll(Extras.of(status, STATUS_MEMBERS, "status."));
    return fields;
  }

  /// A rate other than one says that the store keeps its books in another currency.
  static List<CustomField> currency(RawNode currency) {
    CURRENCY_SETTINGS.forEach(member -> currency.at(member).drop("about_the_currency"));
    boolean same =
        currency.decimal("rate").filter(rate -> rate.compareTo(BigDecimal.ONE) == 0).isPresent();
    List<CustomField> fields =
        new ArrayList<>(
            Extras.of(
                currency,
                Set.of(
                    "id",
                    "name",
                    "iso3",
                    "symbol_left",
                    "symbol_right",
                    "rate",
                    "avail",
                    "default"),
                "currency."));
    if (!same) {
      Leftovers.field(currency, "rate").stream()
          .map(field -> new CustomField("currency_rate", field.value()))
          .forEach(fields::add);
    }
    return fields;
  }
}
