package io.orderwire.shops.vendure;

import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.Agenda;
import io.orderwire.shops.vendure.VendStore.Table;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Money out. A refund changes no total and no line, and does not move the modification time.
final class VendRefunds {
  /// Before money came in, and while somebody modifies the order.
  private static final Set<VendState> NOT_IN =
      Set.of(
          VendState.ADDING_ITEMS,
          VendState.ARRANGING_PAYMENT,
          VendState.PAYMENT_AUTHORIZED,
          VendState.MODIFYING);

  /// How long it takes until somebody has given back what no gateway gives back.
  private static final Duration BY_HAND = Duration.ofMinutes(1);

  private final VendStore store;
  private final VendPricing pricing;
  private final Agenda agenda;

  VendRefunds(VendStore store, VendPricing pricing, Agenda agenda) {
    this.store = store;
    this.pricing = pricing;
    this.agenda = agenda;
  }

  ActionResult refund(VendOrder order, Action.Refund refund) {
    if (NOT_IN.contains(order.state)) {
      return VendTill.notNow(order);
    }
    boolean rest = refund.portions().isEmpty() && refund.amount().isEmpty();
    Map<VendLine, Integer> lines = rest ? left(order) : wanted(order, refund);
    if (lines.entrySet().stream().anyMatch(each -> each.getValue() > each.getKey().toRefund())) {
      return new Refused("order " + order.id + " has fewer left to refund");
    }
    long items = items(order, lines);
    long total = rest ? order.refundable() : refund.amount().map(pricing::units).orElse(items);
    if (total <= 0 || total > order.refundable()) {
      return new Refused("only " + pricing.amount(order.refundable()) + " can be refunded");
    }
    boolean named = rest || refund.amount().isPresent();
    give(order, new Given(lines, named ? 0 : items, total, refund.reason()));
    return VendTill.done(order);
  }

  /// What goes back.
  ///
  /// @param items what the lines are worth, where no amount was named
  record Given(Map<VendLine, Integer> lines, long items, long total, String reason) {}

  /// From one payment after the other. The lines stand in each refund.
  void give(VendOrder order, Given given) {
    long left = given.total();
    for (VendPayment payment : order.payments) {
      long part = Math.min(left, payment.refundable());
      if (part > 0) {
        left -= part;
        VendPayment.Refund refund =
            new VendPayment.Refund(
                store.id(Table.REFUND),
                store.now(),
                given.items(),
                part,
                given.reason(),
                given.lines());
        payment.refunds.add(refund);
        settle(order, refund);
      }
    }
    given.lines().forEach((line, quantity) -> line.refunded += quantity);
    order.touched();
  }

  private void settle(VendOrder order, VendPayment.Refund refund) {
    if (!order.offline()) {
      refund.settle(store.now());
      return;
    }
    agenda.at(
        store.now().plus(BY_HAND),
        () -> {
          refund.settle(store.now());
          order.touched();
        });
  }

  private static Map<VendLine, Integer> left(VendOrder order) {
    Map<VendLine, Integer> lines = new LinkedHashMap<>();
    order.lines.stream()
        .filter(line -> line.toRefund() > 0)
        .forEach(line -> lines.put(line, line.toRefund()));
    return lines;
  }

  private static Map<VendLine, Integer> wanted(VendOrder order, Action.Refund refund) {
    Map<VendLine, Integer> lines = new LinkedHashMap<>();
    refund.portions().stream()
        .filter(portion -> portion.line() < order.lines.size())
        .forEach(
            portion ->
                lines.merge(order.lines.get(portion.line()), portion.quantity(), Integer::sum));
    return lines;
  }

  /// By the price of one piece, as often as there are pieces.
  private long items(VendOrder order, Map<VendLine, Integer> lines) {
    return lines.entrySet().stream()
        .mapToLong(
            each ->
                pricing.price(order, each.getKey(), 1, adjustment -> true).gross()
                    * each.getValue())
        .sum();
  }
}
