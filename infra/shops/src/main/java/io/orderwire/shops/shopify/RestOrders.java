package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Query;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// `GET /orders.json`: filters, order, and paging by the `Link` header's `page_info`, which carries
/// the filters along and suffers no others beside it.
final class RestOrders {
  private static final List<String> BESIDE_PAGE_INFO = List.of("page_info", "limit", "fields");

  private final ShopifyStore store;
  private final Visible visible;
  private final RestOrder body;
  private final ZoneId zone;
  private final String baseUrl;

  RestOrders(ShopifyStore store, Visible visible, RestOrder body, ZoneId zone, String baseUrl) {
    this.store = store;
    this.visible = visible;
    this.body = body;
    this.zone = zone;
    this.baseUrl = baseUrl;
  }

  Optional<Instant> instant(String text) {
    return OrderSearch.instant(text, zone);
  }

  ShopReply list(ShopRequest request, Instant now) {
    Query query = request.query();
    Optional<String> cursor = query.first("page_info");
    if (cursor.isEmpty()) {
      return page(request, query, Optional.empty(), now);
    }
    for (Query.Parameter parameter : query.parameters()) {
      if (!BESIDE_PAGE_INFO.contains(parameter.name())) {
        return bad(parameter.name(), "cannot be passed when page_info is present.");
      }
    }
    Optional<JsonNode> place = decode(cursor.get());
    if (place.isEmpty()) {
      return bad("page_info", "Invalid value.");
    }
    Query original = Query.parse(place.get().path("query").asText());
    Query merged = original;
    for (String name : List.of("limit", "fields")) {
      Optional<String> value = query.first(name);
      merged = value.isPresent() ? merged.with(name, value.get()) : merged;
    }
    return page(request, merged, place, now);
  }

  private ShopReply page(ShopRequest request, Query query, Optional<JsonNode> place, Instant now) {
    Optional<ShopReply> invalid = invalid(query);
    if (invalid.isPresent()) {
      return invalid.get();
    }
    int limit = query.first("limit").map(Integer::parseInt).orElse(50);
    Comparator<ShopifyOrder> order = ordering(query);
    List<ShopifyOrder> found = new ArrayList<>(found(query, now));
    found.sort(order);
    List<ShopifyOrder> rest =
        place
            .map(
                after -> found.stream().filter(each -> comparedTo(each, query, after) > 0).toList())
            .orElse(found);
    List<ShopifyOrder> shown = rest.subList(0, Math.min(limit, rest.size()));
    ArrayNode array = JsonText.NODES.arrayNode();
    shown.forEach(each -> array.add(RestApi.fields(body.write(each), query)));
    ShopReply reply = RestApi.ok(JsonText.object().set("orders", array));
    return rest.size() > shown.size()
        ? reply.with("Link", link(request, query, shown.getLast(), limit))
        : reply;
  }

  ShopReply count(Query query, Instant now) {
    return invalid(query)
        .orElseGet(() -> RestApi.ok(JsonText.object().put("count", found(query, now).size())));
  }

  private Optional<ShopReply> invalid(Query query) {
    Optional<String> limit = query.first("limit");
    if (limit.isPresent()
        && (!limit.get().matches("\\d{1,4}") || Integer.parseInt(limit.get()) > 250)) {
      return Optional.of(bad("limit", "must be between 0 and 250"));
    }
    if (query.has("page")) {
      return Optional.of(bad("page", "was removed; use page_info"));
    }
    for (String bound :
        List.of(
            "created_at_min",
            "created_at_max",
            "updated_at_min",
            "updated_at_max",
            "processed_at_min",
            "processed_at_max")) {
      if (query.first(bound).filter(text -> instant(text).isEmpty()).isPresent()) {
        return Optional.of(bad(bound, "is not a date"));
      }
    }
    return Optional.empty();
  }

  private List<ShopifyOrder> found(Query query, Instant now) {
    Optional<Instant> createdMin = bound(query, "created_at_min", "processed_at_min");
    Optional<Instant> createdMax = bound(query, "created_at_max", "processed_at_max");
    Optional<Instant> updatedMin = bound(query, "updated_at_min", "updated_at_min");
    Optional<Instant> updatedMax = bound(query, "updated_at_max", "updated_at_max");
    long since = query.first("since_id").map(Long::parseLong).orElse(0L);
    List<String> ids = query.all("ids");
    String search = "status:" + query.first("status").orElse("open");
    String financial = query.first("financial_status").orElse("any");
    String shipped = query.first("fulfillment_status").orElse("any");
    OrderSearch wanted =
        OrderSearch.parse(
            search + " financial_status:" + financial + " fulfillment_status:" + shipped, zone);
    List<ShopifyOrder> found = new ArrayList<>();
    for (ShopifyOrder order : store.orders()) {
      if (visible.test(order, now)
          && order.id > since
          && within(order.created, createdMin, createdMax)
          && within(order.updated, updatedMin, updatedMax)
          && (ids.isEmpty() || ids.contains(Long.toString(order.id)))
          && wanted.matches(order)) {
        found.add(order);
      }
    }
    return found;
  }

  private Optional<Instant> bound(Query query, String name, String other) {
    return query.first(name).or(() -> query.first(other)).flatMap(this::instant);
  }

  private static boolean within(Instant time, Optional<Instant> from, Optional<Instant> to) {
    return (from.isEmpty() || !time.isBefore(from.get()))
        && (to.isEmpty() || !time.isAfter(to.get()));
  }

  private static Comparator<ShopifyOrder> ordering(Query query) {
    Comparator<ShopifyOrder> byId = Comparator.comparingLong(order -> order.id);
    Comparator<ShopifyOrder> rising =
        byUpdate(query)
            ? Comparator.comparing((ShopifyOrder order) -> order.updated).thenComparing(byId)
            : byId;
    return rises(query) ? rising : rising.reversed();
  }

  private static boolean byUpdate(Query query) {
    return query.first("order").orElse("").startsWith("updated_at");
  }

  /// Newest first, unless an order is asked for or `since_id` is walked.
  private static boolean rises(Query query) {
    return query.first("order").map(order -> order.endsWith("asc")).orElse(query.has("since_id"));
  }

  /// Past the place: positive.
  private static int comparedTo(ShopifyOrder order, Query query, JsonNode place) {
    int compared = 0;
    if (byUpdate(query)) {
      compared = order.updated.compareTo(Instant.parse(place.path("last_value").asText()));
    }
    if (compared == 0) {
      compared = Long.compare(order.id, place.path("last_id").asLong());
    }
    return rises(query) ? compared : -compared;
  }

  private String link(ShopRequest request, Query query, ShopifyOrder last, int limit) {
    ObjectNode place = JsonText.object();
    place.put("direction", "next");
    place.put("last_id", last.id);
    place.put("last_value", last.updated.toString());
    place.put("query", query.without("page_info").encoded());
    String info = Base64.getUrlEncoder().withoutPadding().encodeToString(JsonText.plain(place));
    return "<"
        + baseUrl
        + request.path()
        + "?limit="
        + limit
        + "&page_info="
        + info
        + ">; rel=\"next\"";
  }

  private static Optional<JsonNode> decode(String info) {
    try {
      return JsonText.parse(Base64.getUrlDecoder().decode(info.getBytes(StandardCharsets.UTF_8)))
          .filter(node -> node.has("last_id"));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static ShopReply bad(String field, String message) {
    ObjectNode node = JsonText.object();
    node.putObject("errors").put(field, field + " " + message);
    return ShopReply.json(400, JsonText.rails(node));
  }
}
