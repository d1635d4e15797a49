package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.shopify.GraphConnection.Place;
import io.orderwire.shops.shopify.GraphConnection.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The root fields of queries and mutations.
final class GraphRoots {
  private static final int MOST_ROWS = 250;

  private final ShopSettings settings;
  private final ShopifyStore store;
  private final Visible visible;
  private final GraphOrder orders;
  private final GraphCheckout checkouts;
  private final GraphHooks hooks;
  private final ShopifyHooks registry;

  GraphRoots(
      ShopSettings settings,
      ShopifyStore store,
      Visible visible,
      GraphParts parts,
      ShopifyHooks registry,
      RestCheckout restCheckouts) {
    this.settings = settings;
    this.store = store;
    this.visible = visible;
    this.registry = registry;
    this.orders = new GraphOrder(parts, registry.domain());
    this.checkouts = new GraphCheckout(parts, restCheckouts);
    this.hooks = new GraphHooks(registry);
  }

  Answer answer(Instant now) {
    return new Answer(now);
  }

  GraphOrder orders() {
    return orders;
  }

  GraphCheckout checkouts() {
    return checkouts;
  }

  /// Answers one operation and remembers what its cost and its warnings need.
  final class Answer {
    private final Instant now;
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int rows;

    private Answer(Instant now) {
      this.now = now;
    }

    List<String> errors() {
      return errors;
    }

    List<String> warnings() {
      return warnings;
    }

    int rows() {
      return rows;
    }

    JsonNode resolve(String field, GraphArguments arguments) {
      return switch (field) {
        case "orders" -> orderPage(arguments);
        case "order" -> byId(arguments.text("id").orElse(""));
        case "node" -> node(arguments.text("id").orElse(""));
        case "nodes" -> nodes(arguments.values().path("ids"));
        case "orderByIdentifier" -> byId(arguments.values().path("identifier").path("id").asText());
        case "ordersCount" -> count(found(arguments).size());
        case "abandonedCheckouts" -> checkoutPage(arguments);
        case "abandonedCheckoutsCount" -> count(abandoned().size());
        case "shop" -> shop();
        case "webhookSubscriptions" -> counted(hooks.list(arguments));
        case "webhookSubscription" -> hooks.one(arguments);
        case "webhookSubscriptionsCount" -> count(registry.all().size());
        case "webhookSubscriptionCreate" -> hooks.create(arguments);
        case "webhookSubscriptionUpdate" -> hooks.update(arguments);
        case "webhookSubscriptionDelete" -> hooks.delete(arguments);
        case "customer" -> customer(arguments);
        case String other ->
            throw new IllegalStateException("the schema has a root nobody answers: " + other);
      };
    }

    private JsonNode counted(JsonNode list) {
      rows += list.size();
      return list;
    }

    /// Any object of an order or checkout that has an id of its own.
    private JsonNode node(String gid) {
      String type = gid.replaceAll("^gid://shopify/(\\w+)/.*$", "$1");
      if (type.equals("Order")) {
        return byId(gid);
      }
      for (ShopifyOrder order : store.orders()) {
        if (visible.test(order, now)) {
          Optional<JsonNode> found = within(orders.write(order), type, gid);
          if (found.isPresent()) {
            return found.get();
          }
        }
      }
      return store.checkouts().stream()
          .<JsonNode>map(checkouts::write)
          .flatMap(tree -> within(tree, type, gid).stream())
          .findFirst()
          .orElseGet(() -> JsonText.NODES.nullNode());
    }

    /// In the order in which they were asked for; null for one that is not there.
    private JsonNode nodes(JsonNode gids) {
      ArrayNode nodes = JsonText.NODES.arrayNode();
      gids.forEach(gid -> nodes.add(node(gid.asText())));
      rows += nodes.size();
      return nodes;
    }

    private static Optional<JsonNode> within(JsonNode tree, String type, String gid) {
      if (tree.path("id").asText().equals(gid) && tree.path("__typename").asText().equals(type)) {
        return Optional.of(tree);
      }
      for (JsonNode child : tree) {
        Optional<JsonNode> found =
            child.isContainerNode() ? within(child, type, gid) : Optional.empty();
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }

    private JsonNode byId(String gid) {
      return Optional.of(gid)
          .filter(text -> text.startsWith("gid://shopify/Order/"))
          .flatMap(text -> store.order(text.substring("gid://shopify/Order/".length())))
          .filter(order -> visible.test(order, now))
          .<JsonNode>map(orders::write)
          .orElseGet(() -> JsonText.NODES.nullNode());
    }

    private JsonNode customer(GraphArguments arguments) {
      return store.orders().stream()
          .filter(
              order ->
                  order
                      .customer
                      .map(each -> GraphParts.gid("Customer", each.id()))
                      .equals(arguments.text("id")))
          .findFirst()
          .map(order -> orders.write(order).path("customer"))
          .orElseGet(() -> JsonText.NODES.nullNode());
    }

    private List<ShopifyOrder> found(GraphArguments arguments) {
      OrderSearch search = OrderSearch.parse(arguments.text("query").orElse(""), settings.zone());
      warnings.addAll(search.unknown());
      List<ShopifyOrder> found = new ArrayList<>();
      for (ShopifyOrder order : store.orders()) {
        if (visible.test(order, now) && search.matches(order)) {
          found.add(order);
        }
      }
      return found;
    }

    private JsonNode orderPage(GraphArguments arguments) {
      Function<ShopifyOrder, Place> place = place(arguments.text("sortKey").orElse("PROCESSED_AT"));
      return page("Order", found(arguments), place, orders::write, arguments);
    }

    private JsonNode checkoutPage(GraphArguments arguments) {
      Function<ShopifyCheckout, Place> place =
          arguments.text("sortKey").orElse("ID").equals("CREATED_AT")
              ? each -> new Place(GraphParts.time(each.created), each.id)
              : each -> new Place("", each.id);
      OrderSearch search = OrderSearch.parse(arguments.text("query").orElse(""), settings.zone());
      warnings.addAll(search.unknown());
      List<ShopifyCheckout> found =
          abandoned().stream().filter(each -> search.matches(each.basket)).toList();
      return page("AbandonedCheckout", found, place, checkouts::write, arguments);
    }

    private <T> JsonNode page(
        String type,
        List<T> found,
        Function<T, Place> place,
        Function<T, ? extends JsonNode> write,
        GraphArguments arguments) {
      int first = arguments.number("first").orElse(arguments.number("last").orElse(0));
      if (first < 1 || first > MOST_ROWS) {
        errors.add("you must provide one of first or last, from 1 to " + MOST_ROWS);
        return JsonText.NODES.nullNode();
      }
      Comparator<Place> rising = Comparator.comparing(Place::value).thenComparingLong(Place::id);
      boolean backwards = arguments.number("last").isPresent();
      boolean reverse = arguments.truth("reverse") != backwards;
      Comparator<Place> order = reverse ? rising.reversed() : rising;
      Optional<Place> from = arguments.text(backwards ? "before" : "after").flatMap(Place::parse);
      List<T> rest =
          found.stream()
              .filter(each -> from.isEmpty() || order.compare(place.apply(each), from.get()) > 0)
              .sorted(Comparator.comparing(place, order))
              .toList();
      List<Row> shown = new ArrayList<>();
      for (T each : rest.subList(0, Math.min(first, rest.size()))) {
        shown.add(new Row(place.apply(each), write.apply(each)));
      }
      rows += shown.size();
      boolean more = rest.size() > shown.size();
      return backwards
          ? GraphConnection.of(type, shown.reversed(), more, from.isPresent())
          : GraphConnection.of(type, shown, from.isPresent(), more);
    }

    private List<ShopifyCheckout> abandoned() {
      return store.checkouts().stream().filter(each -> each.completed.isEmpty()).toList();
    }

    private static Function<ShopifyOrder, Place> place(String sortKey) {
      return switch (sortKey) {
        case "UPDATED_AT" -> order -> new Place(GraphParts.time(order.updated), order.id);
        case "ID", "ORDER_NUMBER" -> order -> new Place("", order.id);
        case String time -> order -> new Place(GraphParts.time(order.created), order.id);
      };
    }

    private static ObjectNode count(int count) {
      return GraphParts.object("Count").put("count", count).put("precision", "EXACT");
    }

    private ObjectNode shop() {
      ObjectNode node = GraphParts.object("Shop", 60211);
      node.put("name", "Northfell");
      node.put("email", "shop@northfell.example");
      node.put("myshopifyDomain", registry.domain());
      node.put("currencyCode", settings.currency());
      node.put("ianaTimezone", settings.zone().getId());
      node.put(
          "timezoneOffset", settings.zone().getRules().getOffset(now).getId().replace(":", ""));
      node.put("taxesIncluded", settings.pricesIncludeTax());
      node.put("url", "https://" + registry.domain());
      node.set(
          "primaryDomain",
          GraphParts.object("Domain", 60211)
              .put("host", registry.domain())
              .put("url", "https://" + registry.domain()));
      return node;
    }
  }
}
