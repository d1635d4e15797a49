package io.orderwire.connectors.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Page;
import io.orderwire.connector.Page.Worth;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Money;
import java.util.Optional;

/// What a listed order says of its worth. The stubs of its refunds carry negative totals.
final class OrderOutline {
  /// WordPress leaves out of a reply what `_fields` does not name.
  static final String FIELDS =
      "id,status,date_modified_gmt,date_created_gmt,total,currency,refunds";

  private OrderOutline() {}

  /// The row with its worth and without its document.
  static Page.Row of(Page.Row row) {
    return new Page.Row(row.kind(), row.id(), row.changedAt(), Optional.empty())
        .withWorth(row.document().flatMap(OrderOutline::worth));
  }

  static Optional<Worth> worth(JsonNode document) {
    RawNode order = RawNode.root(document, RawReads.UNTRACKED);
    Optional<CurrencyCode> currency = order.currency("currency");
    return currency.flatMap(
        code ->
            order
                .money("total", code)
                .map(
                    total ->
                        new Worth(
                            total,
                            Money.sum(
                                code,
                                order.each("refunds").stream()
                                    .flatMap(refund -> refund.money("total", code).stream())
                                    .map(Money::abs)))));
  }
}
