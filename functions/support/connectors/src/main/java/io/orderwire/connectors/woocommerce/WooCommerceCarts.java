package io.orderwire.connectors.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartMapper;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformCart;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.Json;
import io.orderwire.model.Buyer;
import io.orderwire.model.CustomField;
import io.orderwire.model.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Draft orders of the block checkout: the only trace that a cart leaves in core. A draft becomes
/// the order of the same id, so an order read as a cart is a converted one.
final class WooCommerceCarts implements CartMapper {
  private final WooCommerceMapper orders = new WooCommerceMapper();

  @Override
  public Mapping<PlatformCart> map(JsonNode document, StoreContext store, RawReads reads) {
    return switch (orders.map(document, store, reads)) {
      case Mapping.Normalized<PlatformOrder>(var order, var findings, var unstated, var fields) ->
          new Mapping.Normalized<>(cart(order, document), findings, unstated);
      case Mapping.Ignored<PlatformOrder>(String reason) -> new Mapping.Ignored<>(reason);
      case Mapping.Quarantined<PlatformOrder>(var finding) -> new Mapping.Quarantined<>(finding);
    };
  }

  private static PlatformCart cart(PlatformOrder order, JsonNode document) {
    boolean placed = !WooCommerceStatuses.isDraft(document.path("status").asText());
    return new PlatformCart(
        order.identity().externalId(),
        order.times().placedAt(),
        order.times().updatedAt(),
        placed ? Optional.of(order.times().placedAt()) : Optional.empty(),
        placed ? Optional.of(order.identity().externalId()) : Optional.empty(),
        buyer(order.buyer()),
        order.addresses(),
        order.lines(),
        order.discounts(),
        order.shipping(),
        order.totals().display(),
        order.totals().taxesIncluded(),
        Optional.empty(),
        customFields(order));
  }

  /// Nothing is known of a guest who has not filled in anything yet.
  private static Optional<Buyer> buyer(Buyer buyer) {
    boolean known =
        buyer.customerId().isPresent()
            || buyer.email().isPresent()
            || buyer.phone().isPresent()
            || buyer.name().isPresent();
    return known ? Optional.of(buyer) : Optional.empty();
  }

  /// Carts have no charges: fees are kept as custom fields.
  private static List<CustomField> customFields(PlatformOrder order) {
    List<CustomField> fields = new ArrayList<>(order.customFields());
    order
        .charges()
        .forEach(
            charge ->
                fields.add(
                    new CustomField(
                        "fee." + charge.title(), new FieldValue.Json(Json.text(charge)))));
    return fields;
  }
}
