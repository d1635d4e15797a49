package io.orderwire.connectors.shopify;

import io.orderwire.model.Money;
import io.orderwire.model.Payment;
import io.orderwire.model.PaymentKind;
import io.orderwire.model.PaymentOutcome;
import io.orderwire.model.Tender;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// One payment transaction. Gift cards and store credit that were spent are tenders: they lower
/// what is left to pay, not the order's total. Of a card only brand and last four digits are kept.
record ShopifyPayments(ShopifyRate rate) {
  private static final int LAST_FOUR = 4;

  Optional<Payment> payment(ShopifyNode transaction) {
    Optional<String> id = transaction.id();
    Optional<Money> amount = rate.amount(transaction);
    // GraphQL lists what Shopify would propose to refund among what happened
    if (id.isEmpty() || amount.isEmpty() || kindWord(transaction).equals("suggested_refund")) {
      return Optional.empty();
    }
    ShopifyNode details = transaction.at("payment_details", "paymentDetails");
    Optional<String> brand = details.text("credit_card_company", "company");
    return Optional.of(
        new Payment(
            id.get(),
            parent(transaction),
            kind(kindWord(transaction)),
            transaction.text("gateway").orElse("unknown"),
            details.text("payment_method_name", "paymentMethodName"),
            tender(transaction.text("gateway").orElse(""), brand),
            outcome(status(transaction)),
            amount.get(),
            at(transaction),
            transaction.text("payment_id", "paymentId"),
            transaction.instant("authorization_expires_at", "authorizationExpiresAt"),
            brand,
            details.text("credit_card_number", "number").flatMap(ShopifyPayments::lastFour)));
  }

  /// It went well and brought or secured money.
  static boolean bringsMoney(ShopifyNode transaction) {
    return switch (kind(kindWord(transaction))) {
      case AUTHORIZATION, CAPTURE, SALE -> succeeded(transaction);
      case VOID, REFUND, OTHER -> false;
    };
  }

  static Optional<Instant> at(ShopifyNode transaction) {
    return transaction
        .instant("processed_at", "processedAt")
        .or(() -> transaction.instant("created_at", "createdAt"));
  }

  static boolean isRefund(ShopifyNode transaction) {
    return kindWord(transaction).equals("refund");
  }

  static boolean succeeded(ShopifyNode transaction) {
    return outcome(status(transaction)) == PaymentOutcome.SUCCESS;
  }

  private static Optional<String> parent(ShopifyNode transaction) {
    return transaction.graph()
        ? transaction.at("parentTransaction").id()
        : transaction.id("parent_id", "parent_id");
  }

  private static String kindWord(ShopifyNode transaction) {
    return transaction.text("kind").map(kind -> kind.toLowerCase(Locale.ROOT)).orElse("");
  }

  private static String status(ShopifyNode transaction) {
    return transaction.text("status").map(status -> status.toLowerCase(Locale.ROOT)).orElse("");
  }

  private static PaymentKind kind(String word) {
    return switch (word) {
      case "authorization", "emv_authorization" -> PaymentKind.AUTHORIZATION;
      case "capture" -> PaymentKind.CAPTURE;
      case "sale" -> PaymentKind.SALE;
      case "void" -> PaymentKind.VOID;
      case "refund" -> PaymentKind.REFUND;
      // `change` is what a cashier gives back
      default -> PaymentKind.OTHER;
    };
  }

  private static PaymentOutcome outcome(String word) {
    return switch (word) {
      case "success" -> PaymentOutcome.SUCCESS;
      case "pending", "awaiting_response" -> PaymentOutcome.PENDING;
      case "failure", "error" -> PaymentOutcome.FAILURE;
      default -> PaymentOutcome.UNKNOWN;
    };
  }

  private static Tender tender(String gateway, Optional<String> cardBrand) {
    return switch (gateway.toLowerCase(Locale.ROOT)) {
      case "gift_card" -> Tender.GIFT_CARD;
      case "shopify_store_credit" -> Tender.STORE_CREDIT;
      case "cash", "cash on delivery (cod)" -> Tender.CASH;
      case "bank deposit" -> Tender.BANK_TRANSFER;
      default -> cardBrand.isPresent() ? Tender.CARD : Tender.OTHER;
    };
  }

  /// Shopify masks all other digits.
  private static Optional<String> lastFour(String masked) {
    String digits = masked.replaceAll("[^0-9]", "");
    return digits.length() < LAST_FOUR
        ? Optional.empty()
        : Optional.of(digits.substring(digits.length() - LAST_FOUR));
  }
}
