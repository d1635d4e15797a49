package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.json.Json;
import java.util.List;

/// The GraphQL texts, and the calls that carry them.
///
/// Cost. Shopify refuses a query of more than 1,000 points, counted before it runs: an object is
/// one point, a scalar none, a connection is sized by its `first` (page «rate limits» of the
/// GraphQL Admin API). The figures below are the strictest reading of that rule, where a
/// connection costs 2 plus `first` times its node, an array counts as one object unless it has a
/// `first`, and both halves of a money bag count. Shopify itself charges large connections much
/// less, and only for what it found. A Node check recomputes the figures from the official schema.
final class ShopifyQueries {
  static final String VERSION = "2026-07";
  static final String PATH = "/admin/api/" + VERSION + "/graphql.json";

  /// Orders in a listed page, each with the small sizes below: the most that stays well below the
  /// limit.
  static final int PAGE = 4;

  /// How many children come with an order: a listing takes few, as most orders have few; what has
  /// more is fetched. Of refunds and returns a listing only asks whether there are any. The arrays
  /// `transactions`, `fulfillments` and `refunds` do not tell whether there are more: as many as
  /// asked for counts as more.
  record Sizes(
      int lines,
      int shipping,
      int discounts,
      int metafields,
      int transactions,
      int fulfilments,
      int refunds,
      int returns,
      int grandchildren) {
    static final Sizes LISTED = new Sizes(4, 1, 2, 2, 3, 2, 0, 0, 3);
    static final Sizes FETCHED = new Sizes(15, 2, 5, 10, 8, 4, 3, 2, 5);
  }

  static final int LIST_COST = 750;
  static final int FETCH_COST = 720;
  static final int ENTRY_COST = 60;
  static final int IDS_COST = 260;
  static final int CARTS_COST = 460;
  static final int COUNT_COST = 10;

  /// Orders in a page of outlines.
  static final int OUTLINED = 100;

  static final int OUTLINE_COST = 510;

  /// Orders that are glanced at by their ids: the size of an order here is 9 points.
  static final int GLANCED = 50;

  static final int GLANCE_COST = 450;

  private static final String GLANCES =
      """
      query Glances($ids: [ID!]!) {
        nodes(ids: $ids) {
          id
          ... on Order {
            updatedAt currencyCode cancelledAt closedAt note tags
            displayFinancialStatus displayFulfillmentStatus returnStatus
            totalPriceSet { shopMoney { amount } }
            totalRefundedSet { shopMoney { amount } }
            currentTotalPriceSet { shopMoney { amount } }
            transactionsCount { count }
            fulfillmentsCount { count }
          }
        }
      }
      """;

  /// How many of each connection a follow-up asks for.
  static final int MORE = 40;

  /// The most entries an array is asked for when all its ids are wanted.
  static final int ALL = 250;

  private ShopifyQueries() {}

  static CartCall orders(String search, int first, boolean returns) {
    ObjectNode variables = variables();
    variables.put("search", search);
    variables.put("first", first);
    variables.put("returns", returns);
    return call(listText(), variables, LIST_COST);
  }

  /// The most [#OUTLINED] orders to a page, each with its time, its worth and its statuses.
  static CartCall outline(String search, int first) {
    ObjectNode variables = variables();
    variables.put("search", search);
    variables.put("first", first);
    return call(outlineText(), variables, OUTLINE_COST);
  }

  /// The most [#GLANCED] orders, each with what shows that it changed; null for one that is not
  /// there.
  static CartCall glances(List<String> gids) {
    ObjectNode variables = variables();
    gids.forEach(variables.putArray("ids")::add);
    return call(GLANCES, variables, GLANCE_COST);
  }

  static CartCall order(String gid, boolean returns) {
    ObjectNode variables = variables();
    variables.put("id", gid);
    variables.put("returns", returns);
    return call(fetchText(), variables, FETCH_COST);
  }

  /// More nodes of one connection of a node that is there already.
  static CartCall more(ShopifyChildren child, String ownerGid, String after) {
    ObjectNode variables = variables();
    variables.put("id", ownerGid);
    variables.put("after", after);
    return call(moreText(child), variables, child.cost());
  }

  /// The ids of all entries of one of the order's arrays.
  static CartCall ids(String array, String orderGid) {
    ObjectNode variables = variables();
    variables.put("id", orderGid);
    return call(idsText(array), variables, IDS_COST);
  }

  /// One entry of one of the order's arrays.
  static CartCall entry(String array, String gid) {
    ObjectNode variables = variables();
    variables.put("id", gid);
    return call(entryText(array), variables, ENTRY_COST);
  }

  /// Without a limit: Shopify would stop counting at 10,000.
  static CartCall count(String search) {
    ObjectNode variables = variables();
    variables.put("search", search);
    return call(
        "query Count($search: String!) { ordersCount(query: $search, limit: null) { count } }",
        variables,
        COUNT_COST);
  }

  static CartCall carts(String search) {
    ObjectNode variables = variables();
    variables.put("search", search);
    return call(cartsText(), variables, CARTS_COST);
  }

  static CartCall probe() {
    return call("query Probe { orders(first: 1) { nodes { id } } }", variables(), 3);
  }

  /// The same query from another place in its result.
  static CartCall after(CartCall call, String cursor) {
    JsonNode body = Json.read(call.body().orElse("{}"), JsonNode.class);
    ObjectNode next = body.deepCopy();
    next.withObject("/variables").put("after", cursor);
    return CartCall.sendJson(call.method(), call.path(), Json.text(next), call.cost());
  }

  static CartCall call(String query, ObjectNode variables, int cost) {
    ObjectNode body = Json.codec().createObjectNode();
    body.put("query", query);
    body.set("variables", variables);
    return CartCall.sendJson("POST", PATH, Json.text(body), cost);
  }

  static ObjectNode variables() {
    return Json.codec().createObjectNode();
  }

  static String listText() {
    return """
        query Orders($search: String!, $first: Int!, $after: String, $returns: Boolean!) {
          orders(first: $first, after: $after, query: $search, sortKey: UPDATED_AT) {
            pageInfo { hasNextPage endCursor }
            nodes { ...OrderParts }
          }
        }
        """
        + orderParts(Sizes.LISTED);
  }

  static String outlineText() {
    return """
        query Outlines($search: String!, $first: Int!, $after: String) {
          orders(first: $first, after: $after, query: $search, sortKey: UPDATED_AT) {
            pageInfo { hasNextPage endCursor }
            nodes {
              id updatedAt currencyCode cancelledAt
              displayFinancialStatus displayFulfillmentStatus
              totalPriceSet { shopMoney { amount } }
              totalRefundedSet { shopMoney { amount } }
            }
          }
        }
        """;
  }

  static String fetchText() {
    return """
        query OneOrder($id: ID!, $returns: Boolean!) {
          order(id: $id) { ...OrderParts }
        }
        """
        + orderParts(Sizes.FETCHED);
  }

  static String moreText(ShopifyChildren child) {
    return """
        query More($id: ID!, $after: String!) {
          node(id: $id) {
            id
            ... on %s {
              %s(first: %s, after: $after) {
                pageInfo { hasNextPage endCursor }
                nodes { %s }
              }
            }
          }
        }
        """
        .formatted(child.owner(), child.field(), MORE, ShopifySelections.of(child));
  }

  static String idsText(String array) {
    return """
        query Ids($id: ID!) {
          order(id: $id) { %s(first: %s) { id } }
        }
        """
        .formatted(array, ALL);
  }

  static String entryText(String array) {
    return """
        query Entry($id: ID!) {
          node(id: $id) { ... on %s { %s } }
        }
        """
        .formatted(
            ShopifySelections.typeOf(array),
            ShopifySelections.entry(array, Sizes.FETCHED.grandchildren()));
  }

  static String cartsText() {
    return """
        query Carts($search: String!, $after: String) {
          abandonedCheckouts(first: 10, after: $after, query: $search, sortKey: ID) {
            pageInfo { hasNextPage endCursor }
            nodes { %s }
          }
        }
        """
        .formatted(ShopifySelections.CHECKOUT);
  }

  private static String orderParts(Sizes sizes) {
    return ShopifySelections.order(sizes);
  }
}
