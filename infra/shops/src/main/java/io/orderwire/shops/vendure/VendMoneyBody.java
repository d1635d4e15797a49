package io.orderwire.shops.vendure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;

/// Payments with their refunds, and what modifications cost.
final class VendMoneyBody {
  private VendMoneyBody() {}

  static void payments(ArrayNode payments, VendOrder order) {
    for (VendPayment payment : order.payments) {
      ObjectNode node =
          VendBody.row(payment.id, payment.created, payment.updated)
              .put("method", payment.method)
              .put("amount", payment.amount)
              .put("state", payment.state.word());
      payment.error.ifPresentOrElse(
          error -> node.put("errorMessage", error),
          () -> node.put("transactionId", payment.transaction));
      node.putObject("metadata");
      ArrayNode refunds = node.putArray("refunds");
      payment.refunds.forEach(refund -> refunds.add(refund(payment, refund)));
      payments.add(node);
    }
  }

  private static ObjectNode refund(VendPayment payment, VendPayment.Refund refund) {
    String id = Long.toString(refund.id);
    ObjectNode node =
        VendBody.row(refund.id, refund.created, refund.updated)
            .put("items", refund.items)
            .put("shipping", 0)
            .put("adjustment", 0)
            .put("total", refund.total)
            .put("method", payment.method)
            .put("state", refund.settled ? "Settled" : "Pending")
            .put("transactionId", refund.settled ? payment.transaction + "-" + id : "")
            .put("reason", refund.reason)
            .put("paymentId", Long.toString(payment.id));
    node.putObject("metadata");
    ArrayNode lines = node.putArray("lines");
    refund.lines.forEach(
        (line, quantity) ->
            lines.add(
                JsonText.object()
                    .put("orderLineId", Long.toString(line.id))
                    .put("quantity", quantity)
                    .put("refundId", id)));
    return node;
  }

  static void modifications(ArrayNode modifications, VendOrder order) {
    for (VendOrder.Modification modification : order.modifications) {
      modifications.add(
          VendBody.row(modification.id(), modification.created(), modification.created())
              .put("priceChange", modification.priceChange())
              .put("note", modification.note())
              .put("isSettled", modification.settled()));
    }
  }
}
