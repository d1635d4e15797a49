package io.orderwire.connectors.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connectors.shopify.ShopifyQueries.Sizes;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An order with more children than one query carries arrives whole, and a listed one that is not
/// whole is not taken as whole.
final class ShopifyWholeTest {
  private static final int LINES = 1000;
  private static final Path PARTIAL_REFUND =
      Path.of("src/test/resources/shopify/partial-refund-graphql/payload.json");
  private static final StoreContext STORE =
      new StoreContext(
          new StoreId("acme-eu"),
          new PlatformId("shopify"),
          URI.create("https://acme-eu.myshopify.com"),
          StoreMapping.standard(),
          Map.of());

  private final ObjectNode whole;
  private final Map<String, JsonNode> byId = new HashMap<>();
  private final List<CartCall> calls = new ArrayList<>();

  ShopifyWholeTest() throws IOException {
    whole = (ObjectNode) Json.tree(Files.readAllBytes(PARTIAL_REFUND));
    ArrayNode lines = (ArrayNode) whole.at("/lineItems/nodes");
    while (lines.size() < LINES) {
      ObjectNode line = lines.get(0).deepCopy();
      lines.add(line.put("id", "gid://shopify/LineItem/" + (90_000 + lines.size())));
    }
    ArrayNode refunds = (ArrayNode) whole.path("refunds");
    while (refunds.size() < 5) {
      ObjectNode refund = refunds.get(0).deepCopy();
      refunds.add(refund.put("id", "gid://shopify/Refund/" + (70_000 + refunds.size())));
    }
    ArrayNode refunded = (ArrayNode) refunds.get(4).at("/refundLineItems/nodes");
    while (refunded.size() < 12) {
      ObjectNode line = refunded.get(0).deepCopy();
      refunded.add(line.put("id", "gid://shopify/RefundLineItem/" + (50_000 + refunded.size())));
    }
    refunds.forEach(refund -> byId.put(refund.path("id").asText(), refund));
    byId.put(whole.path("id").asText(), whole);
  }

  @Test
  void aThousandLinesAndManyRefundsArriveWhole() {
    Fetch fetch = new ShopifyFeed().one(new ExternalId("6200000000001"), STORE);
    while (fetch instanceof Fetch.Ask(CartCall call, var then)) {
      calls.add(call);
      assertThat(calls).hasSizeLessThan(100);
      fetch = then.apply(answer(call));
    }
    JsonNode document = ((Fetch.Complete) fetch).document();
    assertThat(document.at("/lineItems/nodes")).isEqualTo(whole.at("/lineItems/nodes"));
    assertThat(document.path("refunds")).hasSize(5);
    assertThat(document.at("/refunds/4/refundLineItems/nodes"))
        .isEqualTo(whole.at("/refunds/4/refundLineItems/nodes"));
    assertThat(ShopifyWhole.isWhole(document, new Sizes(9, 9, 9, 9, 9, 9, 9, 9, 9))).isTrue();
  }

  @Test
  void eachReplyMayBeReadAgainWithoutDoublingAnything() {
    Fetch fetch = new ShopifyFeed().one(new ExternalId("6200000000001"), STORE);
    while (fetch instanceof Fetch.Ask(CartCall call, var then)) {
      assertThat(then.apply(answer(call))).isNotNull();
      fetch = then.apply(answer(call));
    }
    assertThat(((Fetch.Complete) fetch).document().at("/lineItems/nodes")).hasSize(LINES);
  }

  @Test
  void aListedOrderThatIsNotWholeMustBeFetched() {
    ObjectNode thin = first(whole, Sizes.LISTED);
    ObjectNode small = thin.deepCopy();
    small.set("refunds", Json.codec().createArrayNode());
    ((ObjectNode) small.at("/lineItems/pageInfo")).put("hasNextPage", false);
    assertThat(listed(thin).document()).isEmpty();
    assertThat(listed(small).document()).isPresent();
    ObjectNode returned = small.deepCopy();
    returned
        .withObject("/returns")
        .withArray("nodes")
        .addObject()
        .put("id", "gid://shopify/Return/1");
    assertThat(listed(returned).document()).isEmpty();
  }

  @Test
  void aCursorThatDoesNotMoveIsAFault() {
    Fetch fetch = ShopifyWhole.complete(first(whole, Sizes.FETCHED), Sizes.FETCHED);
    fetch = ((Fetch.Ask) fetch).then().apply(answer(((Fetch.Ask) fetch).call()));
    while (!((Fetch.Ask) fetch).call().body().orElseThrow().contains("lineItems(first")) {
      fetch = ((Fetch.Ask) fetch).then().apply(answer(((Fetch.Ask) fetch).call()));
    }
    ObjectNode stuck = Json.codec().createObjectNode();
    stuck
        .withObject("/data/node/lineItems/pageInfo")
        .put("hasNextPage", true)
        .put("endCursor", "15");
    stuck.withObject("/data/node/lineItems").putArray("nodes").addObject();
    Fetch.Ask asked = (Fetch.Ask) fetch;
    assertThatThrownBy(() -> asked.then().apply(reply(stuck))).isInstanceOf(FaultException.class);
  }

  private static Page.Row listed(ObjectNode order) {
    ObjectNode body = Json.codec().createObjectNode();
    body.withObject("/data/orders").putArray("nodes").add(order);
    CartCall call = ShopifyQueries.orders("", 1, true);
    return new ShopifyGraphOrders().read(call, reply(body), STORE).rows().getFirst();
  }

  /// What Shopify answers, with cursors that count.
  private CartReply answer(CartCall call) {
    JsonNode body = Json.read(call.body().orElseThrow(), JsonNode.class);
    String query = body.path("query").asText();
    JsonNode variables = body.path("variables");
    ObjectNode data = Json.codec().createObjectNode();
    if (query.startsWith("query OneOrder")) {
      data.withObject("/data").set("order", first(whole, Sizes.FETCHED));
    } else if (query.startsWith("query Ids")) {
      data.withObject("/data/order").set("refunds", whole.path("refunds"));
    } else if (query.startsWith("query Entry")) {
      ObjectNode refund = known(variables).deepCopy();
      cut(refund, "refundLineItems", Sizes.FETCHED.grandchildren());
      data.withObject("/data").set("node", refund);
    } else {
      JsonNode owner = known(variables);
      String field = query.contains("lineItems(first") ? "lineItems" : "refundLineItems";
      data.withObject("/data/node")
          .set(field, page(owner.path(field).path("nodes"), variables.path("after").asInt(), 40));
    }
    return reply(data);
  }

  private JsonNode known(JsonNode variables) {
    return Optional.ofNullable(byId.get(variables.path("id").asText())).orElseThrow();
  }

  private static ObjectNode first(ObjectNode order, Sizes sizes) {
    ObjectNode cut = order.deepCopy();
    cut(cut, "lineItems", sizes.lines());
    ArrayNode refunds = (ArrayNode) cut.path("refunds");
    while (refunds.size() > Math.max(1, sizes.refunds())) {
      refunds.remove(refunds.size() - 1);
    }
    return cut;
  }

  private static void cut(ObjectNode owner, String field, int first) {
    owner.set(field, page(owner.path(field).path("nodes"), 0, first));
  }

  private static ObjectNode page(JsonNode nodes, int from, int size) {
    ObjectNode connection = Json.codec().createObjectNode();
    ArrayNode shown = connection.putArray("nodes");
    int until = Math.min(nodes.size(), from + size);
    for (int index = from; index < until; index++) {
      shown.add(nodes.get(index));
    }
    connection
        .putObject("pageInfo")
        .put("hasNextPage", until < nodes.size())
        .put("endCursor", Integer.toString(until));
    return connection;
  }

  private static CartReply reply(ObjectNode body) {
    return new CartReply(200, Headers.none(), Json.bytes(body));
  }
}
