package io.orderwire.shops.bigcommerce;

import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.bigcommerce.BigPricing.Price;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Money that goes back: pieces of lines with their tax, an amount off the order, or all that is
/// left.
final class BigRefunds {
  private static final Set<String> MONEY_IN = Set.of("captured", "paid", "partially refunded");

  private final BigStore store;
  private final BigPricing pricing;
  private final BigCheckout checkout;
  private final BigDesk desk;
  private final BigNews news;

  BigRefunds(BigStore store, BigPricing pricing, BigCheckout checkout, BigDesk desk, BigNews news) {
    this.store = store;
    this.pricing = pricing;
    this.checkout = checkout;
    this.desk = desk;
    this.news = news;
  }

  /// What goes back, with the part of it that is tax.
  private record Due(List<BigOrder.RefundItem> items, BigDecimal total, BigDecimal tax) {}

  ActionResult refund(BigOrder order, Action.Refund refund) {
    BigDecimal left = pricing.totals(order).total().subtract(order.refunded());
    if (!MONEY_IN.contains(order.payment) || left.signum() <= 0) {
      return new Refused("order " + order.id + " has no money to give back");
    }
    for (Action.Portion portion : refund.portions()) {
      if (portion.line() >= order.lines.size()
          || order.lines.get(portion.line()).quantity() - order.lines.get(portion.line()).refunded()
              < portion.quantity()) {
        return new Refused("line " + portion.line() + " has fewer left to refund");
      }
    }
    Due due = due(order, refund, left);
    if (due.total().signum() <= 0 || due.total().compareTo(left) > 0) {
      return new Refused("only " + left + " is left to give back");
    }
    return give(order, due, refund.reason());
  }

  private Due due(BigOrder order, Action.Refund refund, BigDecimal left) {
    if (refund.amount().isPresent()) {
      return off(order, refund.amount().get());
    }
    if (refund.portions().isEmpty()) {
      for (int index = 0; index < order.lines.size(); index++) {
        BigOrder.Line line = order.lines.get(index);
        order.lines.set(index, line.refunding(line.quantity() - line.refunded()));
      }
      return off(order, left);
    }
    List<BigOrder.RefundItem> items = new ArrayList<>();
    BigDecimal tax = BigDecimal.ZERO;
    BigDecimal total = BigDecimal.ZERO;
    for (Action.Portion portion : refund.portions()) {
      BigOrder.Line line = order.lines.get(portion.line());
      Price price = pricing.line(order, line);
      BigDecimal amount = share(price.with().subtract(line.discount()), portion, line);
      items.add(new BigOrder.RefundItem("PRODUCT", line.id(), portion.quantity(), amount));
      total = total.add(amount);
      tax = tax.add(share(price.tax(), portion, line));
    }
    if (total.signum() > 0 && total.compareTo(left) <= 0) {
      refund
          .portions()
          .forEach(
              portion ->
                  order.lines.set(
                      portion.line(),
                      order.lines.get(portion.line()).refunding(portion.quantity())));
    }
    return new Due(items, total, tax);
  }

  private static Due off(BigOrder order, BigDecimal amount) {
    return new Due(
        List.of(new BigOrder.RefundItem("ORDER", order.id, 0, amount)), amount, BigDecimal.ZERO);
  }

  private BigDecimal share(BigDecimal whole, Action.Portion portion, BigOrder.Line line) {
    return pricing.round(
        whole
            .multiply(BigDecimal.valueOf(portion.quantity()))
            .divide(BigDecimal.valueOf(line.quantity()), MathContext.DECIMAL128));
  }

  private ActionResult give(BigOrder order, Due due, String reason) {
    BigOrder.Transaction transaction = checkout.pay(order, "refund", due.total(), true);
    BigOrder.Refund made =
        new BigOrder.Refund(
            store.partId(),
            store.now(),
            reason,
            due.total(),
            due.tax(),
            due.items(),
            transaction.id());
    order.refunds.add(made);
    news.refunded(order, made);
    boolean all = order.refunded().compareTo(pricing.totals(order).total()) >= 0;
    order.payment = all ? "refunded" : "partially refunded";
    if (BigStatus.isOver(order.status)) {
      return desk.move(order, order.status);
    }
    return desk.move(order, all ? BigStatus.REFUNDED : BigStatus.PARTIALLY_REFUNDED);
  }
}
