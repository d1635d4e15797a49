package io.orderwire.shops.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import io.orderwire.shops.Action;
import io.orderwire.shops.Fixture;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.Shape;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Signature;
import io.orderwire.shops.TestShops;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Shapes of REST bodies and GraphQL trees against the documented ones.
class ShapeTest {

  /// Made by another implementation: `openssl dgst -sha256 -hmac hush -binary | base64`.
  @Test
  void signsAsOpensslDoes() {
    byte[] body =
        "{\"id\":820982911946154508,\"email\":\"jon@example.com\"}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(Signature.base64("hush", body))
        .isEqualTo("D0UMXmhjwBRi4y66TmhJrDlhQABD7zI2fm3p6/QLMo8=");
  }

  @Test
  void restOrdersHaveTheFieldsOfTheDocumentedShape() {
    Shape documented = new Shape();
    documented.add(Fixture.json("shopify/order-sample.json"));
    Shape ours = new Shape();
    TestShops shop = TestShops.of(Platform.SHOPIFY);
    shop.trade(400, 5);
    TestShops.json(shop.get("/orders.json?status=any&limit=250")).path("orders").forEach(ours::add);
    Set<String> missing = new TreeSet<>(documented.paths());
    missing.removeAll(ours.paths());
    assertThat(missing).isEmpty();
    for (String path : documented.paths()) {
      // Numbers in REST, unlike all other amounts: seen in Shopify's own examples.
      boolean number =
          path.endsWith("refund_line_items/*/subtotal")
              || path.endsWith("refund_line_items/*/total_tax");
      if (number) {
        assertThat(ours.at(path)).as(path).containsExactly("number");
      } else {
        Set<String> known = new TreeSet<>(documented.at(path));
        known.add("null");
        assertThat(ours.at(path)).as(path).containsAnyElementsOf(known);
      }
    }
  }

  /// Whatever may be asked for is answered.
  @Test
  void treesHoldEveryServedField() {
    ShopSettings settings = TestShops.quiet(Platform.SHOPIFY);
    ShopifyStore store = new ShopifyStore(() -> TestShops.START, new SplittableRandom(1), settings);
    ShopifyBasket basket = new ShopifyBasket(store, settings);
    ShopifyHooks hooks =
        new ShopifyHooks(settings, () -> TestShops.START, new SplittableRandom(1), store);
    RestParts parts = new RestParts(settings);
    RestCheckout checkouts = new RestCheckout(parts, hooks.domain());
    ShopifyNews news =
        new ShopifyNews(hooks, new RestOrder(parts, hooks.domain()), parts, checkouts);
    ShopifyDesk desk = new ShopifyDesk(store, basket, news);
    ShopifyTill till = new ShopifyTill(store, desk, news);
    GraphOrder graph = new GraphOrder(new GraphParts(settings), hooks.domain());
    List<String> missing = new ArrayList<>();
    for (Scenario scenario : Scenario.values()) {
      if (scenario.fits(Platform.SHOPIFY)) {
        Purchase purchase = scenario.purchase(new SplittableRandom(2));
        ShopifyOrder order = basket.order(purchase, store.id(), 1001);
        till.open(order, purchase.tender());
        String id = Long.toString(order.id);
        desk.ship(
            order,
            new Action.Ship(
                id, List.of(), java.util.Optional.of(new Action.Tracking("UPS", "1Z", "x"))));
        till.refund(order, new Action.Refund(id, List.of(), java.util.Optional.empty(), "all"));
        missing(graph.write(order), missing);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void answersOnlyWhatIsAskedFor() {
    TestShops shop = TestShops.of(Platform.SHOPIFY);
    String id = shop.place(Scenario.PRESENTMENT);
    JsonNode answer =
        ShopifyDialect.query(
            shop,
            """
            query($id: ID!) {
              first: order(id: $id) { ...core test @skip(if: true) }
              missing: order(id: "gid://shopify/Order/1") { id }
            }
            fragment core on Order {
              id total: totalPriceSet { presentmentMoney { currencyCode } } ... on Node { id }
            }
            """,
            Map.of("id", "gid://shopify/Order/" + id));
    assertThat(answer.path("errors").isMissingNode()).as(answer.toString()).isTrue();
    assertThat(answer.path("data").path("first").toString())
        .isEqualTo(
            "{\"id\":\"gid://shopify/Order/"
                + id
                + "\",\"total\":{\"presentmentMoney\":{\"currencyCode\":\"EUR\"}}}");
    assertThat(answer.path("data").path("missing").isNull()).isTrue();
  }

  @Test
  void childrenArePagedByTheirOwnCursors() {
    TestShops shop = TestShops.of(Platform.SHOPIFY);
    String id = shop.place(Scenario.LARGE);
    String query =
        "query($id: ID!, $after: String) { order(id: $id) { lineItems(first: 7, after: $after)"
            + " { nodes { id } pageInfo { hasNextPage endCursor } } } }";
    Set<String> seen = new TreeSet<>();
    Map<String, String> variables = Map.of("id", "gid://shopify/Order/" + id);
    int pages = 0;
    while (true) {
      JsonNode lines =
          ShopifyDialect.query(shop, query, variables).path("data").path("order").path("lineItems");
      lines.path("nodes").forEach(line -> assertThat(seen.add(line.path("id").asText())).isTrue());
      pages++;
      if (!lines.path("pageInfo").path("hasNextPage").asBoolean()) {
        break;
      }
      variables =
          Map.of(
              "id",
              "gid://shopify/Order/" + id,
              "after",
              lines.path("pageInfo").path("endCursor").asText());
    }
    int lines =
        TestShops.json(shop.get("/orders/" + id + ".json")).path("order").path("line_items").size();
    assertThat(seen).hasSize(lines);
    assertThat(pages).isEqualTo((lines + 6) / 7);
  }

  @Test
  void unknownFieldsAreErrors() {
    JsonNode answer =
        ShopifyDialect.query(
            TestShops.of(Platform.SHOPIFY),
            "{ orders(first: 1) { nodes { grandTotal } } }",
            Map.of());
    assertThat(answer.path("data").isMissingNode()).isTrue();
    JsonNode error = answer.path("errors").path(0);
    assertThat(error.path("message").asText()).contains("grandTotal");
    assertThat(error.path("extensions").path("code").asText()).isEqualTo("undefinedField");
  }

  private static void missing(JsonNode node, List<String> missing) {
    if (node.has("__typename")) {
      String name = node.path("__typename").asText();
      if (GraphSchema.SCHEMA.getType(name) instanceof GraphQLObjectType type) {
        for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
          if (!node.has(field.getName())) {
            missing.add(name + "." + field.getName());
          }
        }
      } else {
        missing.add("a type the schema lacks: " + name);
      }
    }
    node.forEach(child -> missing(child, missing));
  }
}
