package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.WebhookRegistry;
import io.orderwire.connector.Window;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every GraphQL call that the connector can make, as files for a check outside the JVM.
final class EmittedQueries {
  private static final StoreContext STORE =
      new StoreContext(
          new StoreId("acme-eu"),
          new PlatformId("shopify"),
          URI.create("https://acme-eu.myshopify.com"),
          StoreMapping.standard(),
          Map.of(ShopifyFeed.PAGE_SIZE, "100"));
  private static final Window WINDOW =
      new Window(
          Instant.parse("2026-05-04T10:00:00Z"),
          Optional.of(Instant.parse("2026-05-05T10:00:00Z")));

  private EmittedQueries() {}

  static Map<String, CartCall> all() {
    ShopifyFeed feed = new ShopifyFeed();
    ShopifyRegistry registry = new ShopifyRegistry();
    WebhookRegistry.Subscription subscription =
        new WebhookRegistry.Subscription(
            "gid://shopify/WebhookSubscription/1", "orders/create", "https://example.com", true);
    Map<String, CartCall> calls = new LinkedHashMap<>();
    CartCall listed = feed.orders().first(WINDOW, STORE);
    calls.put("orders", listed);
    calls.put("orders-next", ShopifyQueries.after(listed, "cursor"));
    calls.put("order", ShopifyQueries.order("gid://shopify/Order/1", true));
    calls.put("outline", feed.outline().first(WINDOW, STORE));
    calls.put(
        "orders-by-id", feed.byId().call(List.of(new ExternalId("1"), new ExternalId("2")), STORE));
    calls.put("checkouts", feed.carts().orElseThrow().first(WINDOW, STORE));
    calls.put("count", ShopifyQueries.count(ShopifyGraphOrders.search(WINDOW)));
    calls.put("probe", feed.probe(STORE));
    for (ShopifyChildren child : ShopifyChildren.values()) {
      calls.put(
          "more-" + child.owner() + "-" + child.field(),
          ShopifyQueries.more(child, "gid://shopify/" + child.owner() + "/1", "cursor"));
    }
    for (String array : ShopifyWhole.ARRAY_ORDER) {
      calls.put("ids-" + array, ShopifyQueries.ids(array, "gid://shopify/Order/1"));
      calls.put("entry-" + array, ShopifyQueries.entry(array, "gid://shopify/Refund/1"));
    }
    calls.put("subscriptions", registry.list(STORE));
    for (String topic : ShopifyConnector.TOPICS) {
      calls.put(
          "subscribe-" + topic.replace('/', '-'),
          registry.register(topic, "https://example.com/webhooks/t", "secret", STORE));
    }
    calls.put(
        "readdress",
        registry.mend(subscription, "https://example.com/webhooks/t", "secret", STORE));
    calls.put("unsubscribe", registry.remove(subscription, STORE));
    return calls;
  }

  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("version.json"), "{\"version\": \"" + ShopifyQueries.VERSION + "\"}\n");
    for (Map.Entry<String, CartCall> call : all().entrySet()) {
      JsonNode body = Json.read(call.getValue().body().orElseThrow(), JsonNode.class);
      ObjectNode file = body.deepCopy();
      file.put("cost", call.getValue().cost());
      Files.write(folder.resolve(call.getKey() + ".json"), Json.bytes(file));
    }
  }
}
