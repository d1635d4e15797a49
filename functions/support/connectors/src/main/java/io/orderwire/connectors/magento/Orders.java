package io.orderwire.connectors.magento;

import io.orderwire.connector.Page;
import io.orderwire.connector.RawNode;
import io.orderwire.model.Money;
import java.time.Instant;
import java.util.Optional;

/// `GET /V1/orders`. Rows carry no documents: invoices, shipments, credit memos and transactions
/// stand elsewhere, so that an order that changed is fetched.
final class Orders implements EntityListing.Source {
  static final String PATH = "/orders";

  /// What a comparison needs.
  static final String OUTLINE =
      "items[entity_id,updated_at,base_currency_code,base_grand_total,base_total_refunded],"
          + "total_count";

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public String time() {
    return "updated_at";
  }

  @Override
  public String id() {
    return "entity_id";
  }

  @Override
  public Optional<Page.Row> row(RawNode node, Instant at) {
    return node.id("entity_id")
        .map(id -> new Page.Row(Page.Kind.ORDER, id, at, Optional.empty()).withWorth(worth(node)));
  }

  private static Optional<Page.Worth> worth(RawNode order) {
    return order
        .currency("base_currency_code")
        .flatMap(
            currency ->
                order
                    .money("base_grand_total", currency)
                    .map(
                        total ->
                            new Page.Worth(
                                total.rounded(),
                                order
                                    .money("base_total_refunded", currency)
                                    .orElse(Money.zero(currency))
                                    .rounded())));
  }
}
