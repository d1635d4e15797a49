package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import java.util.List;
import java.util.Optional;

/// Reads orders and checkouts by GraphQL, or by REST where the store's option `api` says so.
final class ShopifyFeed implements OrderFeed {
  /// The store option that chooses the API, and its other value.
  static final String API = "api";

  static final String REST = "rest";

  private static final Listing ORDERS = either(new ShopifyGraphOrders(), new ShopifyRestOrders());
  private static final Listing OUTLINE = either(new ShopifyGraphOutline(), new ShopifyRestOrders());
  private static final OrdersById BY_ID = new ShopifyOrdersById();
  private static final Listing CARTS =
      either(new ShopifyCarts.GraphListing(), new ShopifyCarts.RestListing());

  /// The store option for the rows of a listed page.
  static final String PAGE_SIZE = "page_size";

  /// What the store asks for, within what Shopify can bear.
  static int pageSize(StoreContext store, int standard, int most) {
    return store
        .option(PAGE_SIZE)
        .filter(text -> text.matches("[0-9]{1,4}"))
        .map(Integer::parseInt)
        .map(size -> Math.clamp(size, 1, most))
        .orElse(standard);
  }

  static boolean isRest(StoreContext store) {
    return store.option(API).filter(REST::equals).isPresent();
  }

  private static Listing either(Listing graph, Listing rest) {
    return new Listing() {
      @Override
      public CartCall first(Window window, StoreContext store) {
        return (isRest(store) ? rest : graph).first(window, store);
      }

      @Override
      public Page read(CartCall call, CartReply reply, StoreContext store) {
        // a listing that goes on after the option changed stays with the API it began with
        return (call.path().equals(ShopifyQueries.PATH) ? graph : rest).read(call, reply, store);
      }
    };
  }

  @Override
  public Listing orders() {
    return ORDERS;
  }

  /// Whole orders cost 188 points each of a budget of 100 a second, outlines five.
  @Override
  public Listing changes() {
    return OUTLINE;
  }

  @Override
  public Listing outline() {
    return OUTLINE;
  }

  @Override
  public OrdersById byId() {
    return BY_ID;
  }

  /// Shopify documents no change of an order that leaves its `updated_at` alone, apart from those
  /// that no listing finds (see the descriptor's blind spots).
  @Override
  public List<Sweep> sweeps() {
    return List.of();
  }

  @Override
  public Optional<Listing> carts() {
    return Optional.of(CARTS);
  }

  @Override
  public Fetch one(ExternalId id, StoreContext store) {
    return isRest(store) ? ShopifyRestOrders.one(id) : ShopifyGraphOrders.one(id, store);
  }

  @Override
  public Optional<Fault> fault(CartReply reply) {
    return ShopifyFaults.of(reply);
  }

  @Override
  public Optional<BudgetReading> budget(CartReply reply) {
    return ShopifyFaults.budget(reply);
  }

  @Override
  public Optional<CartCall> count(Window window, StoreContext store) {
    return Optional.of(
        isRest(store)
            ? ShopifyRestOrders.count(window)
            : ShopifyQueries.count(ShopifyGraphOrders.search(window)));
  }

  @Override
  public Optional<Long> counted(CartReply reply) {
    JsonNode count = reply.json().at("/data/ordersCount/count");
    JsonNode stated = count.isMissingNode() ? reply.json().path("count") : count;
    return stated.canConvertToLong() ? Optional.of(stated.longValue()) : Optional.empty();
  }

  /// Needs the scope that all else needs, not only a good token.
  @Override
  public CartCall probe(StoreContext store) {
    return isRest(store)
        ? ShopifyRest.get("/orders/count.json", List.of())
        : ShopifyQueries.probe();
  }
}
