package io.orderwire.connectors.magento;

import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Amounts of one of the two currencies in which Magento states everything: `base_<name>` in the
/// currency in which the shop books and gateways are charged, `<name>` in the one the buyer saw.
///
/// @param prefix of the names in this currency
record Amounts(CurrencyCode currency, String prefix) {
  private static final String BASE = "base_";

  /// Columns whose names had to be cut.
  private static final Map<String, String> CUT =
      Map.of(
          "base_shipping_discount_tax_compensation_amount",
          "base_shipping_discount_tax_compensation_amnt",
          "base_weee_tax_applied_row_amount",
          "base_weee_tax_applied_row_amnt");

  /// What invoices, credit memos and shipments say again, on every level.
  private static final List<String> PROGRESS =
      List.of("_invoiced", "_refunded", "_canceled", "_captured", "_invoiced_cost");

  private static final List<String> AMOUNT = List.of("amount", "total", "price", "cost");

  /// Sums with tax and shares of sums: each follows from the amounts that are read.
  private static final Set<String> DERIVED =
      Set.of(
          "subtotal_incl_tax",
          "shipping_incl_tax",
          "price_incl_tax",
          "row_total_incl_tax",
          "row_invoiced",
          "total_due",
          "total_invoiced",
          "total_invoiced_cost",
          "total_online_refunded",
          "total_offline_refunded",
          "total_canceled",
          "adjustment_positive",
          "adjustment_negative",
          "cost");

  static Amounts booked(CurrencyCode currency) {
    return new Amounts(currency, BASE);
  }

  static Amounts shown(CurrencyCode currency) {
    return new Amounts(currency, "");
  }

  Money of(RawNode node, String name) {
    return maybe(node, name).orElse(Money.zero(currency));
  }

  Optional<Money> maybe(RawNode node, String name) {
    return node.money(nameOf(name), currency);
  }

  private String nameOf(String name) {
    String full = prefix + name;
    return CUT.getOrDefault(full, full);
  }

  /// Marks what this node says a second time: the other currency, the progress, sums with tax.
  static void drop(RawNode node) {
    for (RawNode member : node.members()) {
      if (isRestated(node, member.name())) {
        member.drop("restated_amount");
      }
    }
  }

  /// True for a member that no block reads because another says the same.
  static boolean isRestated(RawNode node, String name) {
    String plain = name.startsWith(BASE) ? name.substring(BASE.length()) : name;
    boolean twin = !name.startsWith(BASE) && node.has(booked(name));
    return twin
        || DERIVED.contains(plain)
        || PROGRESS.stream().anyMatch(plain::endsWith)
        || isNothing(node.at(name));
  }

  /// An amount of zero, of which some versions state only one currency.
  private static boolean isNothing(RawNode member) {
    return member.json().isNumber()
        && member.json().decimalValue().signum() == 0
        && AMOUNT.stream().anyMatch(member.name()::endsWith);
  }

  private static String booked(String name) {
    return CUT.getOrDefault(BASE + name, BASE + name);
  }
}
