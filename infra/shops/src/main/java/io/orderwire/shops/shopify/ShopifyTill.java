package io.orderwire.shops.shopify;

import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.shopify.ShopifyOrder.Adjustment;
import io.orderwire.shops.shopify.ShopifyOrder.Line;
import io.orderwire.shops.shopify.ShopifyOrder.Refund;
import io.orderwire.shops.shopify.ShopifyOrder.RefundCarriage;
import io.orderwire.shops.shopify.ShopifyOrder.RefundLine;
import io.orderwire.shops.shopify.ShopifyOrder.Transaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Money in and out. Amounts of actions are in the currency the buyer sees.
final class ShopifyTill {
  private final ShopifyStore store;
  private final ShopifyDesk desk;
  private final ShopifyNews news;

  ShopifyTill(ShopifyStore store, ShopifyDesk desk, ShopifyNews news) {
    this.store = store;
    this.desk = desk;
    this.news = news;
  }

  /// The first transaction of a new order, said together with the order itself.
  Optional<Transaction> open(ShopifyOrder order, Purchase.Tender tender) {
    ShopifyTotals totals = ShopifyTotals.of(order);
    if (totals.total().shop().signum() == 0) {
      return Optional.empty();
    }
    Optional<Transaction> first =
        switch (tender) {
          case CARD -> Optional.of(transaction(order, "sale", "success", totals.total()));
          case CARD_AUTHORIZED ->
              Optional.of(transaction(order, "authorization", "success", totals.total()));
          case CARD_PENDING -> Optional.of(transaction(order, "sale", "pending", totals.total()));
          case CARD_DECLINED -> Optional.of(transaction(order, "sale", "failure", totals.total()));
          case CASH_ON_DELIVERY, BANK_TRANSFER ->
              Optional.of(transaction(order, "sale", "pending", totals.total()));
        };
    first.ifPresent(order.transactions::add);
    return first;
  }

  ActionResult pay(ShopifyOrder order, Action.Pay pay) {
    if (order.cancelled.isPresent() && pay.payment() != Action.Payment.VOID) {
      return new Refused("order " + order.name() + " is cancelled");
    }
    ShopifyTotals totals = ShopifyTotals.of(order);
    return switch (pay.payment()) {
      case SALE -> take(order, "sale", amount(order, pay, totals.outstanding()));
      case AUTHORIZE -> reserve(order, amount(order, pay, totals.outstanding()));
      case CAPTURE -> capture(order, pay, totals);
      case VOID -> release(order, totals);
      case DECLINE -> decline(order, totals);
    };
  }

  private ActionResult capture(ShopifyOrder order, Action.Pay pay, ShopifyTotals totals) {
    Bag open = totals.authorized();
    Bag wanted = amount(order, pay, open);
    if (open.shown().signum() <= 0 || wanted.shown().compareTo(open.shown()) > 0) {
      return new Refused("order " + order.name() + " has no such amount authorized");
    }
    return take(order, "capture", wanted);
  }

  private ActionResult take(ShopifyOrder order, String kind, Bag amount) {
    if (amount.shown().signum() <= 0) {
      return new Refused("order " + order.name() + " owes nothing");
    }
    Transaction transaction = transaction(order, kind, "success", amount);
    order.transactions.add(transaction);
    desk.touch(order);
    desk.archive(order);
    news.transaction(order, transaction);
    if (ShopifyTotals.of(order).financialStatus(order).equals("paid")) {
      news.order("orders/paid", order);
    }
    return desk.updated(order);
  }

  private ActionResult reserve(ShopifyOrder order, Bag amount) {
    if (amount.shown().signum() <= 0) {
      return new Refused("order " + order.name() + " owes nothing");
    }
    return book(order, transaction(order, "authorization", "success", amount));
  }

  private ActionResult release(ShopifyOrder order, ShopifyTotals totals) {
    if (totals.authorized().shown().signum() <= 0 || totals.received().shown().signum() > 0) {
      return new Refused("order " + order.name() + " has no authorization to give up");
    }
    return book(order, transaction(order, "void", "success", totals.authorized()));
  }

  private ActionResult decline(ShopifyOrder order, ShopifyTotals totals) {
    return book(order, transaction(order, "sale", "failure", totals.outstanding()));
  }

  private ActionResult book(ShopifyOrder order, Transaction transaction) {
    order.transactions.add(transaction);
    desk.touch(order);
    news.transaction(order, transaction);
    return desk.updated(order);
  }

  ActionResult refund(ShopifyOrder order, Action.Refund wanted) {
    ShopifyTotals totals = ShopifyTotals.of(order);
    Bag left = totals.received().minus(totals.refunded());
    if (left.shown().signum() <= 0) {
      return new Refused("order " + order.name() + " holds no money");
    }
    List<RefundLine> lines = lines(order, wanted);
    boolean full = wanted.portions().isEmpty() && wanted.amount().isEmpty();
    List<RefundCarriage> carriages = full ? carriages(order) : List.of();
    Bag calculated = worth(order, lines, carriages);
    Bag amount = full ? left : wanted.amount().map(order.currencies::ofShown).orElse(calculated);
    if (amount.shown().compareTo(left.shown()) > 0) {
      if (wanted.amount().isPresent()) {
        return new Refused("order " + order.name() + " has only " + left.shown() + " left");
      }
      amount = left;
    }
    if (amount.shown().signum() <= 0) {
      return new Refused("nothing of order " + order.name() + " is left to refund");
    }
    Transaction money = transaction(order, "refund", "success", amount);
    order.transactions.add(money);
    Bag difference = difference(wanted, calculated, amount, totals.outstanding());
    List<Adjustment> adjustments =
        difference.isZero() ? List.of() : List.of(new Adjustment(store.id(), difference, Bag.ZERO));
    Refund refund =
        new Refund(
            store.id(),
            store.now(),
            wanted.reason(),
            !lines.isEmpty(),
            lines,
            adjustments,
            carriages,
            List.of(money));
    for (RefundLine part : lines) {
      Line line = order.line(part.line());
      order.replace(line.withCurrent(line.current() - part.quantity()));
    }
    order.refunds.add(refund);
    desk.touch(order);
    news.refund(order, refund);
    news.transaction(order, money);
    return desk.updated(order);
  }

  /// What the lines do not account for: negative when more money went back than they and an earlier
  /// overpayment explain, positive when the merchant chose to give back less.
  private static Bag difference(Action.Refund wanted, Bag calculated, Bag amount, Bag outstanding) {
    boolean less = wanted.amount().isPresent() && !wanted.portions().isEmpty();
    return new Bag(
        difference(less, calculated.shop(), amount.shop(), outstanding.shop()),
        difference(less, calculated.shown(), amount.shown(), outstanding.shown()));
  }

  private static BigDecimal difference(
      boolean less, BigDecimal calculated, BigDecimal amount, BigDecimal outstanding) {
    BigDecimal missing = calculated.subtract(amount);
    if (missing.signum() >= 0) {
      return less ? missing : BigDecimal.ZERO;
    }
    BigDecimal overpaid = outstanding.negate().max(BigDecimal.ZERO);
    return missing.add(overpaid).min(BigDecimal.ZERO);
  }

  private List<RefundLine> lines(ShopifyOrder order, Action.Refund wanted) {
    List<Line> goods = order.goods();
    List<RefundLine> lines = new ArrayList<>();
    if (wanted.portions().isEmpty() && wanted.amount().isEmpty()) {
      goods.stream()
          .filter(line -> line.current() > 0)
          .forEach(line -> lines.add(desk.part(order, line, line.current(), restock(line))));
      return lines;
    }
    for (Action.Portion portion : wanted.portions()) {
      if (portion.line() < goods.size()) {
        Line line = goods.get(portion.line());
        int quantity = Math.min(portion.quantity(), line.current());
        if (quantity > 0) {
          lines.add(desk.part(order, line, quantity, restock(line)));
        }
      }
    }
    return lines;
  }

  private static String restock(Line line) {
    return line.fulfilled() > 0 ? "return" : "cancel";
  }

  private List<RefundCarriage> carriages(ShopifyOrder order) {
    boolean before = order.refunds.stream().anyMatch(refund -> !refund.carriages().isEmpty());
    if (before) {
      return List.of();
    }
    return order.carriages.stream()
        .map(
            each ->
                new RefundCarriage(
                    store.id(), each.id(), each.price().minus(each.rebate()), each.tax()))
        .toList();
  }

  private static Bag worth(
      ShopifyOrder order, List<RefundLine> lines, List<RefundCarriage> carriages) {
    Bag sum = Bag.ZERO;
    for (RefundLine line : lines) {
      sum = sum.plus(line.subtotal()).plus(order.taxesIncluded ? Bag.ZERO : line.tax());
    }
    for (RefundCarriage carriage : carriages) {
      sum = sum.plus(carriage.subtotal()).plus(order.taxesIncluded ? Bag.ZERO : carriage.tax());
    }
    return sum;
  }

  private static Bag amount(ShopifyOrder order, Action.Pay pay, Bag all) {
    Optional<BigDecimal> wanted = pay.amount();
    return wanted
        .map(amount -> amount.compareTo(all.shown()) == 0 ? all : order.currencies.ofShown(amount))
        .orElse(all);
  }

  private Transaction transaction(ShopifyOrder order, String kind, String status, Bag amount) {
    Optional<Long> parent =
        switch (kind) {
          case "capture", "void" -> last(order, "authorization");
          case "refund" -> last(order, "sale").or(() -> last(order, "capture"));
          case String other -> Optional.empty();
        };
    return new Transaction(
        store.id(),
        parent,
        kind,
        status,
        order.gateway,
        amount,
        store.now(),
        status.equals("failure") ? "The card was declined" : "Transaction approved");
  }

  private static Optional<Long> last(ShopifyOrder order, String kind) {
    return order.transactions.reversed().stream()
        .filter(transaction -> transaction.succeeded(kind))
        .map(Transaction::id)
        .findFirst();
  }
}
