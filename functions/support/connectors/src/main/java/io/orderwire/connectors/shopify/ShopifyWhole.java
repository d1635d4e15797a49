package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Fetch;
import io.orderwire.connectors.shopify.ShopifyQueries.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Makes a GraphQL order whole: follows every nested cursor, and asks for the entries of arrays
/// that came full, until nothing is missing. Each step asks for one gap.
///
/// @param order what is there so far; never changed, each step works on a copy
/// @param filled arrays of which all entries are there
record ShopifyWhole(ObjectNode order, Set<String> filled) {
  private static final Map<String, String> ARRAYS =
      Map.of("fulfillments", "Fulfillment", "refunds", "Refund", "transactions", "");
  static final List<String> ARRAY_ORDER = List.of("transactions", "fulfillments", "refunds");

  ShopifyWhole {
    filled = Collections.unmodifiableSet(new TreeSet<>(filled));
  }

  /// A connection that has more nodes than are here.
  private record Gap(ShopifyChildren child, ObjectNode owner, String cursor) {}

  /// True if nothing of a listed order is missing.
  static boolean isWhole(JsonNode order, Sizes sizes) {
    return order instanceof ObjectNode object
        && gap(object).isEmpty()
        && (sizes.returns() > 0 || object.path("returns").path("nodes").isEmpty())
        && fullArray(object, sizes, Set.of()).isEmpty();
  }

  /// Goes on from what the first reply carried.
  static Fetch complete(JsonNode order, Sizes sizes) {
    return order instanceof ObjectNode object
        ? new ShopifyWhole(object, Set.of()).next(sizes)
        : new Fetch.Absent("Shopify has no such order");
  }

  private Fetch next(Sizes sizes) {
    Optional<String> full = fullArray(order, sizes, filled);
    if (full.isPresent()) {
      return new Fetch.Ask(
          ShopifyQueries.ids(full.get(), order.path("id").asText()),
          reply -> entries(full.get(), reply, sizes));
    }
    Optional<Gap> gap = gap(order);
    if (gap.isEmpty()) {
      return new Fetch.Complete(order);
    }
    Gap found = gap.get();
    return new Fetch.Ask(
        ShopifyQueries.more(found.child(), found.owner().path("id").asText(), found.cursor()),
        reply -> append(found, reply, sizes));
  }

  private Fetch append(Gap gap, CartReply reply, Sizes sizes) {
    JsonNode more = reply.json().path("data").path("node").path(gap.child().field());
    JsonNode nodes = more.path("nodes");
    boolean further = more.path("pageInfo").path("hasNextPage").asBoolean();
    boolean moved = !more.path("pageInfo").path("endCursor").asText().equals(gap.cursor());
    if (!nodes.isArray() || (further && (nodes.isEmpty() || !moved))) {
      throw new FaultException(
          Fault.of(
              Fault.Category.MALFORMED,
              "no further " + gap.child().field() + " though Shopify says there are more"));
    }
    ObjectNode grown = order.deepCopy();
    for (Owner owner : owners(grown)) {
      if (owner.node().path("id").equals(gap.owner().path("id"))) {
        ObjectNode connection = owner.node().withObject("/" + gap.child().field());
        connection.withArray("nodes").addAll((ArrayNode) nodes);
        connection.set("pageInfo", more.path("pageInfo"));
      }
    }
    return new ShopifyWhole(grown, filled).next(sizes);
  }

  private Fetch entries(String array, CartReply reply, Sizes sizes) {
    Set<String> known = new HashSet<>(filled);
    known.add(array);
    Set<String> here = new HashSet<>();
    order.path(array).forEach(entry -> here.add(entry.path("id").asText()));
    List<String> missing = new ArrayList<>();
    for (JsonNode entry : reply.json().path("data").path("order").path(array)) {
      String id = entry.path("id").asText();
      if (here.add(id)) {
        missing.add(id);
      }
    }
    return new ShopifyWhole(order, known).entry(array, missing, sizes);
  }

  private Fetch entry(String array, List<String> missing, Sizes sizes) {
    if (missing.isEmpty()) {
      return next(sizes);
    }
    return new Fetch.Ask(
        ShopifyQueries.entry(array, missing.getFirst()),
        reply -> {
          JsonNode entry = reply.json().path("data").path("node");
          ObjectNode grown = order.deepCopy();
          if (entry.isObject()) {
            grown.withArray(array).add(entry);
          }
          return new ShopifyWhole(grown, filled)
              .entry(array, missing.subList(1, missing.size()), sizes);
        });
  }

  /// The first array that may have more entries than it was asked for.
  private static Optional<String> fullArray(ObjectNode order, Sizes sizes, Set<String> filled) {
    return ARRAY_ORDER.stream()
        .filter(array -> !filled.contains(array))
        .filter(array -> order.path(array).size() >= limit(array, sizes))
        .findFirst();
  }

  private static int limit(String array, Sizes sizes) {
    return switch (array) {
      case "transactions" -> sizes.transactions();
      case "fulfillments" -> sizes.fulfilments();
      default -> Math.max(1, sizes.refunds());
    };
  }

  private static Optional<Gap> gap(ObjectNode order) {
    return owners(order).stream().flatMap(owner -> gaps(owner).stream()).findFirst();
  }

  /// A node that may own connections, and its type.
  private record Owner(String type, ObjectNode node) {}

  private static List<Owner> owners(ObjectNode order) {
    List<Owner> owners = new ArrayList<>();
    owners.add(new Owner("Order", order));
    for (String array : ARRAY_ORDER) {
      add(owners, ARRAYS.getOrDefault(array, ""), order.path(array));
    }
    add(owners, "Return", order.path("returns").path("nodes"));
    return owners;
  }

  private static void add(List<Owner> owners, String type, JsonNode nodes) {
    for (JsonNode node : nodes) {
      if (node instanceof ObjectNode object && !type.isEmpty()) {
        owners.add(new Owner(type, object));
      }
    }
  }

  private static List<Gap> gaps(Owner owner) {
    return ShopifyChildren.of(owner.type()).stream()
        .flatMap(child -> gap(owner.node(), child).stream())
        .toList();
  }

  private static Optional<Gap> gap(ObjectNode owner, ShopifyChildren child) {
    JsonNode page = owner.path(child.field()).path("pageInfo");
    return page.path("hasNextPage").asBoolean()
        ? Optional.of(new Gap(child, owner, page.path("endCursor").asText()))
        : Optional.empty();
  }
}
