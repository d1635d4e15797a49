package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.JsonText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Credit memos: pieces of lines with their tax, an adjustment, or all that is left.
final class MageMemos {
  private final MageStore store;
  private final MagePricing pricing;
  private final MageTill till;
  private final MageNews news;

  MageMemos(MageDesk.Parts parts) {
    this.store = parts.store();
    this.pricing = parts.pricing();
    this.till = parts.till();
    this.news = parts.news();
  }

  /// What goes back in one currency.
  ///
  /// @param adjustment beside goods and shipping; negative keeps some of it
  private record Due(Map<MageLine, MagePrice> goods, MagePrice shipping, BigDecimal adjustment) {

    BigDecimal total() {
      return goods.values().stream()
          .map(MagePrice::total)
          .reduce(shipping.total().add(adjustment), BigDecimal::add);
    }

    BigDecimal tax() {
      return goods.values().stream().map(MagePrice::tax).reduce(shipping.tax(), BigDecimal::add);
    }
  }

  /// What is asked for.
  ///
  /// @param rest all that is left
  private record Wanted(Map<MageLine, Integer> pieces, Optional<BigDecimal> amount, boolean rest) {}

  private record Both(Due booked, Due shown) {}

  ActionResult refund(MageOrder order, Action.Refund refund) {
    BigDecimal left = pricing.booked(order).grand().subtract(order.refunded.booked());
    if (!till.isCreditable(order) || left.signum() <= 0) {
      return new Refused("order " + order.id + " has no money to give back");
    }
    Wanted wanted = wanted(order, refund);
    if (wanted.pieces().entrySet().stream()
        .anyMatch(each -> each.getValue() > each.getKey().toRefund())) {
      return new Refused("order " + order.id + " has fewer left to refund");
    }
    BigDecimal total = pricing.totals(order, order.rate()).grand();
    Due booked = due(order, wanted, BigDecimal.ONE, left);
    Due shown = due(order, wanted, order.rate(), total.subtract(order.refunded.shown()));
    if (booked.total().signum() <= 0 || booked.total().compareTo(left) > 0) {
      return new Refused("only " + left + " is left to give back");
    }
    wanted.pieces().forEach((line, quantity) -> line.refunded += quantity);
    order.shippingRefunded |= wanted.rest();
    return give(order, refund.reason(), wanted, new Both(booked, shown));
  }

  private static Wanted wanted(MageOrder order, Action.Refund refund) {
    boolean rest = refund.portions().isEmpty() && refund.amount().isEmpty();
    Map<MageLine, Integer> pieces = new LinkedHashMap<>();
    if (rest) {
      order.lines.stream()
          .filter(line -> line.toRefund() > 0)
          .forEach(line -> pieces.put(line, line.toRefund()));
    }
    refund.portions().stream()
        .filter(portion -> portion.line() < order.lines.size())
        .forEach(
            portion ->
                pieces.merge(order.lines.get(portion.line()), portion.quantity(), Integer::sum));
    return new Wanted(pieces, refund.amount(), rest);
  }

  private Due due(MageOrder order, Wanted wanted, BigDecimal rate, BigDecimal left) {
    Map<MageLine, MagePrice> goods = new LinkedHashMap<>();
    wanted
        .pieces()
        .forEach(
            (line, quantity) ->
                goods.put(
                    line,
                    pricing
                        .line(order, line, rate)
                        .share(line.refunded, quantity, line.ordered())));
    BigDecimal adjustment =
        wanted.amount().map(amount -> pricing.round(amount.multiply(rate))).orElse(BigDecimal.ZERO);
    MagePrice shipping =
        wanted.rest() && !order.shippingRefunded
            ? pricing.shipping(order, rate)
            : MagePrice.NOTHING;
    Due due = new Due(goods, shipping, adjustment);
    return wanted.rest() ? new Due(goods, shipping, left.subtract(due.total())) : due;
  }

  private ActionResult give(MageOrder order, String reason, Wanted wanted, Both due) {
    order.refunded = order.refunded.plus(due.booked().total(), due.shown().total());
    ObjectNode row = row(order, due);
    long id = row.path("entity_id").asLong();
    if (!order.offline()) {
      String capture = order.transaction.orElse("").replaceFirst("-refund-\\d+$", "");
      String txn = capture + "-refund-" + id;
      till.transaction(order, "refund", txn, Optional.of(capture));
      row.put("transaction_id", txn);
    }
    ArrayNode items = row.putArray("items");
    wanted
        .pieces()
        .forEach((line, quantity) -> items.add(item(due, line, quantity).put("parent_id", id)));
    if (!reason.isEmpty()) {
      row.putArray("comments")
          .addObject()
          .put("entity_id", store.partId())
          .put("parent_id", id)
          .put("comment", reason)
          .put("is_customer_notified", 0)
          .put("is_visible_on_front", 0)
          .put("created_at", MageStore.text(store.now()));
    }
    store.creditMemos.add(row);
    till.check(order);
    news.refunded(order, id);
    news.saved(order);
    return new Done(Long.toString(order.id));
  }

  private ObjectNode row(MageOrder order, Both due) {
    long id = store.partId();
    ObjectNode row = JsonText.object();
    row.put("entity_id", id).put("increment_id", Long.toString(id)).put("order_id", order.id);
    row.put("store_id", 1).put("state", 2);
    row.put("created_at", MageStore.text(store.now()));
    row.put("updated_at", MageStore.text(store.now()));
    BigDecimal booked = due.booked().adjustment();
    BigDecimal shown = due.shown().adjustment();
    new MageAmounts(row)
        .put("shipping_amount", paid(due.booked().shipping()), paid(due.shown().shipping()))
        .put("tax_amount", due.booked().tax(), due.shown().tax())
        .put("adjustment_positive", booked.max(BigDecimal.ZERO), shown.max(BigDecimal.ZERO))
        .put(
            "adjustment_negative",
            booked.negate().max(BigDecimal.ZERO),
            shown.negate().max(BigDecimal.ZERO))
        .put("grand_total", due.booked().total(), due.shown().total());
    return row;
  }

  /// Shipping without tax, after its discount.
  private static BigDecimal paid(MagePrice shipping) {
    return shipping.total().subtract(shipping.tax());
  }

  private ObjectNode item(Both due, MageLine line, int quantity) {
    MagePrice booked = due.booked().goods().getOrDefault(line, MagePrice.NOTHING);
    MagePrice shown = due.shown().goods().getOrDefault(line, MagePrice.NOTHING);
    ObjectNode node = JsonText.object();
    node.put("entity_id", store.partId());
    node.put("order_item_id", line.id);
    node.put("sku", line.product().sku());
    node.put("qty", quantity);
    new MageAmounts(node)
        .put("row_total", booked.row(), shown.row())
        .put("discount_amount", booked.discount(), shown.discount())
        .put("discount_tax_compensation_amount", booked.compensation(), shown.compensation())
        .put("tax_amount", booked.tax(), shown.tax());
    return node;
  }
}
