package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.Charge;
import io.orderwire.model.ChargeKind;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Money;
import io.orderwire.model.Payment;
import io.orderwire.model.PaymentKind;
import io.orderwire.model.PaymentOutcome;
import io.orderwire.model.ShippingLine;
import io.orderwire.model.Tender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Shipping methods, fees, and the one payment that WooCommerce knows of.
final class Settlement {
  /// WooCommerce has no transactions: the order's payment is one, whatever gateways did.
  static final String PAYMENT_ID = "payment";

  /// Member that the Gift Cards plugin adds to orders: `{id, code, amount}`, as its REST reference
  /// and the WooCommerce apps have it
  /// (<https://woocommerce.com/document/gift-cards/rest-api-reference/>).
  static final String GIFT_CARDS = "gift_cards";

  private static final Set<String> SHIPPING_MEMBERS =
      Set.of("id", "method_title", "method_id", "total", "total_tax", "taxes", "meta_data");
  private static final Set<String> FEE_MEMBERS =
      Set.of("id", "name", "total", "total_tax", "taxes", "amount", "meta_data");

  private final RawNode root;
  private final CurrencyCode currency;
  private final Taxes taxes;

  Settlement(RawNode root, CurrencyCode currency, Taxes taxes) {
    this.root = root;
    this.currency = currency;
    this.taxes = taxes;
  }

  List<ShippingLine> shipping() {
    return root.each("shipping_lines").stream().map(this::method).toList();
  }

  private ShippingLine method(RawNode node) {
    Money total = node.money("total", currency).orElse(Money.zero(currency));
    Optional<String> method = node.text("method_id");
    Metas metas = Metas.of(node);
    return new ShippingLine(
        node.text("id"),
        method,
        node.text("method_title").or(() -> method).orElse(""),
        Optional.empty(),
        total,
        List.of(),
        taxes.of(node),
        total,
        false,
        Optional.empty(),
        Optional.empty(),
        metas.text(List.of("pickup_location")),
        properties(node, metas, SHIPPING_MEMBERS));
  }

  /// Fees may be negative: plugins write discounts and gift cards so.
  List<Charge> charges() {
    return root.each("fee_lines").stream().map(this::fee).toList();
  }

  private Charge fee(RawNode node) {
    node.at("amount").drop("as_entered");
    return new Charge(
        node.text("id"),
        ChargeKind.FEE,
        node.text("name").orElse(""),
        node.money("total", currency).orElse(Money.zero(currency)),
        taxes.of(node),
        false,
        properties(node, Metas.of(node), FEE_MEMBERS));
  }

  /// @param paidAt the order's payment date
  List<Payment> payments(String status, Money total, Optional<Instant> paidAt) {
    Optional<String> gateway = root.text("payment_method");
    Optional<String> reference = root.text("transaction_id");
    Optional<String> label = root.text("payment_method_title");
    List<Payment> payments = new ArrayList<>(giftCards(status, paidAt));
    if (gateway.isEmpty() && reference.isEmpty() && paidAt.isEmpty()) {
      return payments;
    }
    payments.add(
        0,
        new Payment(
            PAYMENT_ID,
            Optional.empty(),
            PaymentKind.SALE,
            gateway.orElse(""),
            label,
            tender(gateway.orElse("")),
            outcome(status, paidAt.isPresent()),
            total,
            paidAt,
            reference,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    return payments;
  }

  /// The Gift Cards plugin takes what its cards paid off the order's total and names them beside
  /// it. A card's code is money to whoever knows it: it is not kept.
  private List<Payment> giftCards(String status, Optional<Instant> paidAt) {
    List<Payment> payments = new ArrayList<>();
    for (RawNode node : root.each(GIFT_CARDS)) {
      node.at("code").drop("secret");
      Optional<String> id = node.text("id");
      Optional<Money> amount = node.money("amount", currency);
      if (id.isPresent() && amount.isPresent()) {
        payments.add(giftCard(id.get(), amount.get(), outcome(status, paidAt.isPresent()), paidAt));
      }
    }
    return payments;
  }

  private static Payment giftCard(
      String id, Money amount, PaymentOutcome outcome, Optional<Instant> paidAt) {
    return new Payment(
        "gift_card." + id,
        Optional.empty(),
        PaymentKind.SALE,
        "gift_card",
        Optional.empty(),
        Tender.GIFT_CARD,
        outcome,
        amount,
        paidAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Tender tender(String gateway) {
    return switch (gateway) {
      case "cod" -> Tender.CASH;
      case "bacs" -> Tender.BANK_TRANSFER;
      default -> Tender.OTHER;
    };
  }

  private static PaymentOutcome outcome(String status, boolean paid) {
    if (paid) {
      return PaymentOutcome.SUCCESS;
    }
    return switch (status) {
      case "failed" -> PaymentOutcome.FAILURE;
      case "cancelled", "trash", "refunded", "completed" -> PaymentOutcome.UNKNOWN;
      default -> PaymentOutcome.PENDING;
    };
  }

  private static List<CustomField> properties(RawNode node, Metas metas, Set<String> members) {
    List<CustomField> properties = new ArrayList<>(metas.fields(""));
    properties.addAll(Leftovers.of(node, members, ""));
    return properties;
  }
}
