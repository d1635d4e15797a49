package io.orderwire.shops.vendure;

import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.vendure.VendStore.Table;
import java.util.Optional;

/// Money in. What is covered decides where an order goes; none of it moves the modification time.
final class VendTill {
  private final VendStore store;
  private final VendPricing pricing;

  VendTill(VendStore store, VendPricing pricing) {
    this.store = store;
    this.pricing = pricing;
  }

  /// What the buyer's way to pay does at the end of a checkout. What costs nothing is settled.
  void settle(VendOrder order) {
    if (outstanding(order) == 0) {
      pay(order, VendPayment.State.SETTLED, 0);
      return;
    }
    switch (order.purchase.tender()) {
      case CARD -> pay(order, VendPayment.State.SETTLED, outstanding(order));
      case CARD_AUTHORIZED, CASH_ON_DELIVERY, BANK_TRANSFER ->
          pay(order, VendPayment.State.AUTHORIZED, outstanding(order));
      case CARD_PENDING -> {
        // the gateway's page is open: the shop hears of money when there is some
      }
      case CARD_DECLINED -> pay(order, VendPayment.State.DECLINED, outstanding(order));
    }
  }

  ActionResult pay(VendOrder order, Action.Pay pay) {
    long outstanding = outstanding(order);
    long amount = pay.amount().map(pricing::units).orElse(outstanding);
    return switch (order.state) {
      case ARRANGING_PAYMENT -> byTheBuyer(order, pay.payment(), amount);
      case PAYMENT_AUTHORIZED -> byTheShop(order, pay.payment(), pay.amount().isPresent());
      case ARRANGING_ADDITIONAL_PAYMENT -> more(order, pay.payment(), amount);
      case ADDING_ITEMS,
          PAYMENT_SETTLED,
          PARTIALLY_SHIPPED,
          SHIPPED,
          PARTIALLY_DELIVERED,
          DELIVERED,
          MODIFYING,
          CANCELLED ->
          notNow(order);
    };
  }

  /// A handler may take less than all.
  private ActionResult byTheBuyer(VendOrder order, Action.Payment kind, long amount) {
    if (amount <= 0 || amount > outstanding(order)) {
      return new Refused("order " + order.id + " needs " + pricing.amount(outstanding(order)));
    }
    return switch (kind) {
      case SALE -> paid(order, VendPayment.State.SETTLED, amount);
      case AUTHORIZE -> paid(order, VendPayment.State.AUTHORIZED, amount);
      case DECLINE -> paid(order, VendPayment.State.DECLINED, amount);
      case CAPTURE, VOID -> notNow(order);
    };
  }

  /// `settlePayment` and `cancelPayment` speak of whole payments. Without one that is held, an
  /// administrator takes down money that came otherwise.
  private ActionResult byTheShop(VendOrder order, Action.Payment kind, boolean part) {
    boolean held = order.has(VendPayment.State.AUTHORIZED);
    return switch (kind) {
      case SALE, CAPTURE -> {
        if (part || (!held && kind == Action.Payment.CAPTURE)) {
          yield notNow(order);
        }
        if (!held) {
          become(order, VendState.ARRANGING_ADDITIONAL_PAYMENT);
          yield paid(order, VendPayment.State.SETTLED, outstanding(order));
        }
        yield held(order, VendPayment.State.SETTLED);
      }
      case VOID -> held ? held(order, VendPayment.State.CANCELLED) : notNow(order);
      case AUTHORIZE, DECLINE -> notNow(order);
    };
  }

  private ActionResult held(VendOrder order, VendPayment.State next) {
    order.payments.stream()
        .filter(payment -> payment.is(VendPayment.State.AUTHORIZED))
        .forEach(payment -> payment.become(next, store.now()));
    goOn(order);
    return done(order);
  }

  /// A manual payment is for all that modifications made dearer, and nothing else.
  private ActionResult more(VendOrder order, Action.Payment kind, long amount) {
    long due =
        order.modifications.stream()
            .filter(modification -> !modification.settled())
            .mapToLong(VendOrder.Modification::priceChange)
            .sum();
    if (kind != Action.Payment.SALE || amount != outstanding(order) || amount != due) {
      return notNow(order);
    }
    order.modifications.replaceAll(VendOrder.Modification::paid);
    return paid(order, VendPayment.State.SETTLED, amount);
  }

  private ActionResult paid(VendOrder order, VendPayment.State state, long amount) {
    pay(order, state, amount);
    return done(order);
  }

  private void pay(VendOrder order, VendPayment.State state, long amount) {
    Optional<String> error =
        state == VendPayment.State.DECLINED
            ? Optional.of("The card was declined")
            : Optional.empty();
    order.payments.add(
        new VendPayment(store.id(Table.PAYMENT), store.now(), method(order), amount, state, error));
    goOn(order);
  }

  private static String method(VendOrder order) {
    return switch (order.purchase.tender()) {
      case CARD, CARD_AUTHORIZED, CARD_PENDING, CARD_DECLINED -> "card";
      case CASH_ON_DELIVERY -> "cash-on-delivery";
      case BANK_TRANSFER -> "bank-transfer";
    };
  }

  /// A payment moves its order on where it covers it.
  private void goOn(VendOrder order) {
    order.touched();
    long total = pricing.total(order);
    boolean settled = order.settled() >= total && order.has(VendPayment.State.SETTLED);
    boolean secured = order.covered() >= total && order.has(VendPayment.State.AUTHORIZED);
    switch (order.state) {
      case ARRANGING_PAYMENT -> {
        if (settled || secured) {
          become(order, settled ? VendState.PAYMENT_SETTLED : VendState.PAYMENT_AUTHORIZED);
          order.place(store.now());
        }
      }
      case PAYMENT_AUTHORIZED -> {
        if (settled) {
          become(order, VendState.PAYMENT_SETTLED);
        }
      }
      case ARRANGING_ADDITIONAL_PAYMENT -> {
        if (settled || secured) {
          become(order, resumed(order));
        }
      }
      case ADDING_ITEMS,
          PAYMENT_SETTLED,
          PARTIALLY_SHIPPED,
          SHIPPED,
          PARTIALLY_DELIVERED,
          DELIVERED,
          MODIFYING,
          CANCELLED -> {
        // where money decides nothing
      }
    }
  }

  /// Where an order goes on after it was modified.
  VendState resumed(VendOrder order) {
    if (order.parcels.isEmpty()) {
      return order.settled() >= pricing.total(order)
          ? VendState.PAYMENT_SETTLED
          : VendState.PAYMENT_AUTHORIZED;
    }
    if (order.parcels.stream().anyMatch(parcel -> parcel.delivered)) {
      return VendState.PARTIALLY_DELIVERED;
    }
    return order.lines.stream().allMatch(line -> line.toShip() == 0)
        ? VendState.SHIPPED
        : VendState.PARTIALLY_SHIPPED;
  }

  /// What is still to be paid; negative where more was paid than is asked for now.
  long outstanding(VendOrder order) {
    return pricing.total(order) - order.covered();
  }

  void become(VendOrder order, VendState next) {
    if (!order.state.mayBecome(next)) {
      throw new IllegalStateException(
          "Cannot transition Order from \"%s\" to \"%s\""
              .formatted(order.state.word(), next.word()));
    }
    order.become(next, store.id(Table.HISTORY), store.now());
  }

  static ActionResult done(VendOrder order) {
    return new Done(Long.toString(order.id));
  }

  static ActionResult notNow(VendOrder order) {
    return new Refused("order " + order.id + " is " + order.state.word());
  }
}
