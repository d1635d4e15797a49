package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Purchase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One order without what stands in collections of its own.
final class MageOrder {
  final long id;
  final String increment;
  final long quote;
  final Instant created;
  Instant updated;
  MageState state = MageState.NEW;
  Purchase purchase;
  Optional<Long> customer = Optional.empty();

  /// False until delivery and taxes are written.
  boolean whole = true;

  final List<MageLine> lines = new ArrayList<>();

  /// Item ids of bundles, by name.
  final Map<String, Long> bundles = new LinkedHashMap<>();

  final List<Comment> comments = new ArrayList<>();

  /// Fields that say which order this one took the place of, or which took its place.
  final Map<String, String> relations = new LinkedHashMap<>();

  /// Money was reserved once; the payment goes on saying so after it was given up.
  boolean authorized;

  boolean voided;
  boolean invoiced;
  boolean shippingRefunded;
  Optional<String> transaction = Optional.empty();
  Refunded refunded = new Refunded(BigDecimal.ZERO, BigDecimal.ZERO);

  /// As it was written last.
  Optional<ObjectNode> document = Optional.empty();

  record Comment(long id, String text, String status, Instant at) {}

  /// What went back so far, booked and as shown to the buyer.
  record Refunded(BigDecimal booked, BigDecimal shown) {

    Refunded plus(BigDecimal moreBooked, BigDecimal moreShown) {
      return new Refunded(booked.add(moreBooked), shown.add(moreShown));
    }
  }

  MageOrder(long id, String increment, long quote, Purchase purchase, Instant created) {
    this.id = id;
    this.increment = increment;
    this.quote = quote;
    this.purchase = purchase;
    this.created = created;
    this.updated = created;
  }

  /// Money is reserved.
  boolean secured() {
    return authorized && !voided;
  }

  boolean virtual() {
    return purchase.virtual();
  }

  /// Paid offline: no gateway, no transactions.
  boolean offline() {
    return switch (purchase.tender()) {
      case CARD, CARD_AUTHORIZED, CARD_PENDING, CARD_DECLINED -> false;
      case CASH_ON_DELIVERY, BANK_TRANSFER -> true;
    };
  }

  boolean isShippable() {
    return state != MageState.PENDING_PAYMENT
        && state != MageState.CANCELED
        && lines.stream().anyMatch(line -> line.toShip() > 0);
  }

  boolean isInvoiceable() {
    return !state.isOver() && lines.stream().anyMatch(line -> line.toInvoice() > 0);
  }

  /// The rate at which booked amounts are shown.
  BigDecimal rate() {
    return purchase.presentment().map(Purchase.Presentment::rate).orElse(BigDecimal.ONE);
  }
}
