package io.orderwire.shops.woocommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.Decimals;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.woocommerce.WooOrder.ItemTax;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Refunds: by line, by amount, in full; and their resource, whose amounts are negative but for
/// `amount`.
final class WooRefunds {
  private static final Set<String> REFUNDABLE = Set.of("processing", "completed", "cancelled");

  private final WooStore store;
  private final WooPricing pricing;
  private final WooOrderBody body;
  private final WooDates dates;
  private final WooHooks hooks;
  private final boolean blindSpots;

  WooRefunds(
      WooStore store,
      WooPricing pricing,
      WooOrderBody body,
      WooDates dates,
      WooHooks hooks,
      boolean blindSpots) {
    this.store = store;
    this.pricing = pricing;
    this.body = body;
    this.dates = dates;
    this.hooks = hooks;
    this.blindSpots = blindSpots;
  }

  ActionResult refund(WooOrder order, Action.Refund wanted) {
    if (!REFUNDABLE.contains(order.status) || order.paid.isEmpty()) {
      return new Refused("order " + order.id + " is " + order.status + " and holds no money");
    }
    BigDecimal left = pricing.totals(order).total().subtract(order.refunded());
    List<WooOrder.RefundLine> lines = lines(order, wanted.portions());
    BigDecimal amount =
        wanted.amount().orElseGet(() -> lines.isEmpty() ? left : worth(lines).min(left));
    if (amount.signum() <= 0 || amount.compareTo(left) > 0) {
      return new Refused("order " + order.id + " has only " + left + " left to refund");
    }
    boolean byGateway = order.paymentMethod.equals("stripe");
    order.refunds.add(
        new WooOrder.Refund(
            store.postId(), store.now(), wanted.reason(), amount, byGateway, lines));
    boolean full = amount.compareTo(left) == 0;
    if (full) {
      order.status = "refunded";
    }
    order.rendered = Optional.empty();
    if (full || !byGateway || !blindSpots) {
      order.modified = store.now();
    }
    hooks.happened("order.updated", order.id);
    return new Done(Long.toString(order.id));
  }

  private List<WooOrder.RefundLine> lines(WooOrder order, List<Action.Portion> portions) {
    List<WooOrder.RefundLine> lines = new ArrayList<>();
    for (Action.Portion portion : portions) {
      if (portion.line() >= order.lines.size()) {
        continue;
      }
      WooOrder.Line line = order.lines.get(portion.line());
      int quantity = Math.min(portion.quantity(), line.quantity() - refunded(order, line));
      if (quantity > 0) {
        lines.add(
            new WooOrder.RefundLine(
                store.itemId(),
                line,
                quantity,
                share(line.total(), quantity, line.quantity()),
                shares(line, quantity)));
      }
    }
    return lines;
  }

  private static int refunded(WooOrder order, WooOrder.Line line) {
    return order.refunds.stream()
        .flatMap(refund -> refund.lines().stream())
        .filter(part -> part.line().id() == line.id())
        .mapToInt(WooOrder.RefundLine::quantity)
        .sum();
  }

  private static List<ItemTax> shares(WooOrder.Line line, int quantity) {
    return line.taxes().stream()
        .map(
            tax ->
                new ItemTax(
                    tax.rate(), share(tax.total(), quantity, line.quantity()), BigDecimal.ZERO))
        .toList();
  }

  private static BigDecimal share(BigDecimal whole, int part, int of) {
    return whole
        .multiply(BigDecimal.valueOf(part))
        .divide(BigDecimal.valueOf(of), WooPricing.PRECISION, java.math.RoundingMode.HALF_UP);
  }

  private BigDecimal worth(List<WooOrder.RefundLine> lines) {
    return Decimals.sum(
        lines.stream()
            .map(l -> pricing.round(l.total()).add(pricing.round(WooOrder.tax(l.taxes()))))
            .toList());
  }

  /// The refund resource of `/orders/{id}/refunds`.
  ObjectNode write(WooOrder order, WooOrder.Refund refund) {
    ObjectNode node = JsonText.object();
    node.put("id", refund.id());
    node.put("parent_id", order.id);
    node.put("date_created", dates.local(refund.created()));
    node.put("date_created_gmt", dates.gmt(refund.created()));
    node.put("amount", body.money(refund.amount()));
    node.put("reason", refund.reason());
    node.put("refunded_by", 1);
    node.put("refunded_payment", refund.byGateway());
    node.putArray("meta_data");
    ArrayNode lines = node.putArray("line_items");
    refund.lines().forEach(part -> lines.add(line(part)));
    node.putArray("shipping_lines");
    node.putArray("tax_lines");
    node.putArray("fee_lines");
    return node;
  }

  private ObjectNode line(WooOrder.RefundLine part) {
    WooOrder.Line line = part.line();
    List<ItemTax> negative =
        part.taxes().stream()
            .map(tax -> new ItemTax(tax.rate(), tax.total().negate(), tax.total().negate()))
            .toList();
    ObjectNode node = JsonText.object();
    node.put("id", part.id());
    node.put("name", line.name());
    node.put("product_id", line.product());
    node.put("variation_id", line.variation());
    node.put("quantity", -part.quantity());
    node.put("tax_class", "");
    node.put("subtotal", body.money(part.total().negate()));
    node.put("subtotal_tax", body.money(WooOrder.tax(negative)));
    node.put("total", body.money(part.total().negate()));
    node.put("total_tax", body.money(WooOrder.tax(negative)));
    node.set("taxes", WooOrderBody.taxes(negative, true));
    ObjectNode meta = node.putArray("meta_data").addObject();
    meta.put("id", part.id());
    meta.put("key", "_refunded_item_id");
    meta.put("value", Long.toString(line.id()));
    meta.put("display_key", "_refunded_item_id");
    meta.put("display_value", Long.toString(line.id()));
    node.put("sku", line.sku());
    node.set(
        "price",
        WooOrderBody.number(
            part.total()
                .divide(BigDecimal.valueOf(part.quantity()), new java.math.MathContext(16))));
    return node;
  }
}
