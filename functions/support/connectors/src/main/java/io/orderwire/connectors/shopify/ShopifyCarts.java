package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartMapper;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.Page;
import io.orderwire.connector.PlatformCart;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checkouts (webhooks, REST, GraphQL's abandoned checkouts) and anonymous carts (webhooks alone).
/// A checkout is known by its numeric id, which its deletion and the order's `checkout_id` name
/// too; a cart only has a token.
final class ShopifyCarts implements CartMapper {

  @Override
  public Mapping<PlatformCart> map(JsonNode document, StoreContext store, RawReads reads) {
    if (!document.isObject()) {
      return quarantined("", "not_a_cart", "the document is no JSON object");
    }
    ShopifyNode cart = ShopifyNode.root(document, reads);
    try {
      return map(cart);
    } catch (IllegalArgumentException | ArithmeticException outOfBounds) {
      return quarantined("", "out_of_bounds", String.valueOf(outOfBounds.getMessage()));
    }
  }

  private static Mapping<PlatformCart> map(ShopifyNode cart) {
    Optional<ExternalId> id =
        cart.externalId("id", "id").or(() -> cart.externalId("token", "token"));
    Optional<Instant> updatedAt = cart.instant("updated_at", "updatedAt");
    if (id.isEmpty() || updatedAt.isEmpty()) {
      return quarantined("", "missing_essential", "a cart needs an id and an updated_at");
    }
    Optional<CurrencyCode> currency = ShopifyCartGoods.currency(cart);
    if (currency.isEmpty()) {
      return new Mapping.Ignored<>("an empty cart names no currency");
    }
    ShopifyPeople people = new ShopifyPeople(cart);
    ShopifyCartGoods goods = new ShopifyCartGoods(cart, currency.get());
    return new Mapping.Normalized<>(
        new PlatformCart(
            id.get(),
            cart.instant("created_at", "createdAt").orElse(updatedAt.get()),
            updatedAt.get(),
            cart.instant("completed_at", "completedAt"),
            // Shopify's checkouts do not say which order they became; the order names its checkout
            Optional.empty(),
            people.isKnown() ? Optional.of(people.buyer()) : Optional.empty(),
            people.addresses(),
            goods.lines(),
            goods.discounts(),
            goods.shipping(),
            goods.totals(),
            goods.taxesIncluded(),
            cart.text("abandoned_checkout_url", "abandonedCheckoutUrl"),
            ShopifyCustomFields.ofCart(cart)),
        cart.raw().findings(),
        Set.of());
  }

  private static Mapping<PlatformCart> quarantined(String path, String code, String message) {
    return new Mapping.Quarantined<>(Finding.error(path, code, message));
  }

  /// Abandoned checkouts by GraphQL. There is no order by update: a page may repeat what moved.
  static final class GraphListing implements Listing {
    @Override
    public CartCall first(Window window, StoreContext store) {
      return ShopifyQueries.carts(ShopifyGraphOrders.search(window));
    }

    @Override
    public Page read(CartCall call, CartReply reply, StoreContext store) {
      JsonNode checkouts = reply.json().path("data").path("abandonedCheckouts");
      return new Page(
          rows(checkouts.path("nodes"), "updatedAt"),
          ShopifyGraphOrders.next(call, checkouts.path("pageInfo")));
    }
  }

  /// Checkouts by REST.
  static final class RestListing implements Listing {
    @Override
    public CartCall first(Window window, StoreContext store) {
      List<Parameter> query = new ArrayList<>();
      query.add(new Parameter(ShopifyRest.LIMIT, "250"));
      query.add(new Parameter("updated_at_min", window.from().toString()));
      window.to().ifPresent(to -> query.add(new Parameter("updated_at_max", to.toString())));
      return ShopifyRest.get("/checkouts.json", query);
    }

    @Override
    public Page read(CartCall call, CartReply reply, StoreContext store) {
      return new Page(
          rows(reply.json().path("checkouts"), "updated_at"), ShopifyRest.next(call, reply));
    }
  }

  private static List<Page.Row> rows(JsonNode checkouts, String changedAt) {
    if (!checkouts.isArray()) {
      throw ShopifyGraphOrders.malformed("the reply has no checkouts");
    }
    List<Page.Row> rows = new ArrayList<>();
    for (JsonNode checkout : checkouts) {
      rows.add(
          new Page.Row(
              Page.Kind.CART,
              ShopifyGraphOrders.id(checkout.path("id").asText()),
              ShopifyGraphOrders.instant(checkout.path(changedAt).asText()),
              Optional.of(checkout)));
    }
    return rows;
  }
}
