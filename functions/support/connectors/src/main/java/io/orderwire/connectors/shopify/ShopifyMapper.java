package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.OrderMapper;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.Money;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Shopify's order, REST-shaped (webhooks, REST) or a GraphQL node, to canonical content. One
/// mapper for both: [ShopifyNode] knows how the dialects differ. What only one dialect carries is
/// left out of blocks that both carry, so that the two never disagree about the same order.
final class ShopifyMapper implements OrderMapper {

  /// What no order can be without.
  private record Essentials(
      ExternalId id, Instant placedAt, Instant updatedAt, CurrencyCode currency, Money total) {}

  @Override
  public Mapping<PlatformOrder> map(JsonNode document, StoreContext store, RawReads reads) {
    if (!document.isObject()) {
      return quarantined("", "not_an_order", "the document is no JSON object");
    }
    ShopifyNode order = ShopifyNode.root(document, reads);
    try {
      Optional<Essentials> essentials = essentials(order);
      if (essentials.isEmpty()) {
        return quarantined(missing(order), "missing_essential", "an order cannot be without this");
      }
      PlatformOrder mapped = compose(order, store, essentials.get());
      ShopifyOmissions.declare(order);
      return new Mapping.Normalized<>(mapped, order.raw().findings(), unstated(order));
    } catch (IllegalArgumentException | ArithmeticException outOfBounds) {
      // amounts and quantities refuse what no shop can mean, such as a price of 40 digits
      return quarantined("", "out_of_bounds", String.valueOf(outOfBounds.getMessage()));
    }
  }

  private static PlatformOrder compose(
      ShopifyNode order, StoreContext store, Essentials essentials) {
    CurrencyCode currency = essentials.currency();
    ShopifyHead head = new ShopifyHead(order, store);
    ShopifyPeople people = new ShopifyPeople(order);
    ShopifyGoods goods = new ShopifyGoods(order, currency);
    ShopifyMoney money = new ShopifyMoney(order, currency, goods);
    ShopifyParcels parcels = new ShopifyParcels(order);
    return new PlatformOrder(
        head.identity(essentials.id()),
        head.readings(),
        head.times(essentials.placedAt(), essentials.updatedAt()),
        head.evidence(),
        people.buyer(),
        people.addresses(),
        goods.lines(),
        goods.discounts(),
        goods.shipping(),
        goods.charges(),
        money.totals(essentials.total()),
        money.payments(),
        parcels.shipments(),
        money.refunds(),
        parcels.returns(),
        ShopifyCustomFields.of(order));
  }

  private static Optional<Essentials> essentials(ShopifyNode order) {
    Optional<ExternalId> id = order.externalId("id", "id");
    Optional<Instant> placedAt =
        order
            .instant("processed_at", "processedAt")
            .or(() -> order.instant("created_at", "createdAt"));
    Optional<Instant> updatedAt = order.instant("updated_at", "updatedAt");
    Optional<CurrencyCode> currency = order.currency("currency", "currencyCode");
    Optional<Money> total =
        currency.flatMap(code -> order.money("total_price", "totalPriceSet", code));
    if (id.isEmpty()
        || placedAt.isEmpty()
        || updatedAt.isEmpty()
        || currency.isEmpty()
        || total.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Essentials(id.get(), placedAt.get(), updatedAt.get(), currency.get(), total.get()));
  }

  private static String missing(ShopifyNode order) {
    if (order.externalId("id", "id").isEmpty()) {
      return order.at("id").raw().pointer();
    }
    if (order.instant("updated_at", "updatedAt").isEmpty()) {
      return order.at("updated_at", "updatedAt").raw().pointer();
    }
    if (order.currency("currency", "currencyCode").isEmpty()) {
      return order.at("currency", "currencyCode").raw().pointer();
    }
    if (order.money("total_price", "totalPriceSet", new CurrencyCode("XXX")).isEmpty()) {
      return order.at("total_price", "totalPriceSet").raw().pointer();
    }
    return order.at("created_at", "createdAt").raw().pointer();
  }

  /// What this document does not tell. Webhook bodies have neither transactions nor metafields; the
  /// checkout's id stands in REST shapes alone.
  private static Set<Mapping.Block> unstated(ShopifyNode order) {
    EnumSet<Mapping.Block> blocks = EnumSet.noneOf(Mapping.Block.class);
    if (!order.at("transactions").isPresent()) {
      blocks.add(Mapping.Block.PAYMENTS);
    }
    if (!order.at("returns").isPresent()) {
      blocks.add(Mapping.Block.RETURNS);
    }
    if (!order.at("fulfillments").isPresent()) {
      blocks.add(Mapping.Block.SHIPMENTS);
    }
    if (!order.at("refunds").isPresent()) {
      blocks.add(Mapping.Block.REFUNDS);
    }
    if (!order.at("metafields").isPresent()) {
      blocks.add(Mapping.Block.CUSTOM_FIELDS);
    }
    if (order.graph()) {
      blocks.add(Mapping.Block.CART_REF);
      // the same page under another address: what a webhook said of it stays
      blocks.add(Mapping.Block.STATUS_URL);
    } else {
      blocks.add(Mapping.Block.FULFILMENT_DETAIL);
    }
    return blocks;
  }

  private static Mapping<PlatformOrder> quarantined(String path, String code, String message) {
    return new Mapping.Quarantined<>(Finding.error(path, code, message));
  }
}
