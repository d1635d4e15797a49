package io.orderwire.shops.api2cart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Query;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The methods of v1.1 that deal with orders and webhooks.
final class HubRest {
  private static final Set<String> FILTERS =
      Set.of("modified_from", "modified_to", "created_from", "created_to", "ids", "order_ids");
  private static final DateTimeFormatter ZONED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxx", Locale.ROOT);
  private static final DateTimeFormatter ZONELESS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int BAD_PARAMETERS = 109;
  private static final int NOT_FOUND = 112;

  private final HubStore store;
  private final HubBody body;
  private final HubParts parts;
  private final HubHooks hooks;

  HubRest(HubStore store, HubBody body, HubParts parts, HubHooks hooks) {
    this.store = store;
    this.body = body;
    this.parts = parts;
    this.hooks = hooks;
  }

  /// @param method such as `order.list`
  ShopReply answer(ShopRequest request, String method) {
    Query query = request.query();
    boolean mixed = query.has("page_cursor") && FILTERS.stream().anyMatch(query::has);
    if (mixed) {
      return HubReplies.refused(BAD_PARAMETERS, "page_cursor takes no other filter");
    }
    return switch (request.method() + " " + method) {
      case "GET order.list" ->
          HubReplies.page("order", query, rows(query, found(query)), rows(query, store.orders()));
      case "GET order.count" ->
          HubReplies.ok(JsonText.object().put("orders_count", found(query).size()));
      case "GET order.info" ->
          order(query, "id")
              .map(order -> HubReplies.ok(body.order(order, isWhole(query))))
              .orElseGet(HubRest::absent);
      case "GET order.transaction.list" ->
          parts("transactions", "order_ids", query, parts::transactions);
      case "GET order.shipment.list" -> parts("shipment", "order_id", query, parts::shipments);
      case "GET order.abandoned.list" -> baskets(query);
      case "GET webhook.events" -> events();
      case "GET webhook.list" -> webhooks(query);
      case "POST webhook.create" -> create(query);
      case "PUT webhook.update" -> update(query);
      case "DELETE webhook.delete" -> delete(query);
      case String other -> HubReplies.refused(3, "no such method");
    };
  }

  private ShopReply parts(
      String member, String filter, Query query, Function<HubOrder, List<ObjectNode>> write) {
    List<ObjectNode> all =
        store.orders().stream().flatMap(order -> write.apply(order).stream()).toList();
    if (query.has("page_cursor")) {
      return HubReplies.page(member, query, all, all);
    }
    return order(query, filter)
        .map(order -> HubReplies.page(member, query, write.apply(order), all))
        .orElseGet(HubRest::absent);
  }

  private ShopReply baskets(Query query) {
    List<ObjectNode> all = store.baskets().stream().map(body::basket).toList();
    List<ObjectNode> found =
        store.baskets().stream()
            .filter(basket -> isWithin(query, "modified", basket.at()))
            .map(body::basket)
            .toList();
    return HubReplies.page("order", query, found, all);
  }

  private List<ObjectNode> rows(Query query, List<HubOrder> orders) {
    return orders.stream().map(order -> body.order(order, isWhole(query))).toList();
  }

  private static boolean isWhole(Query query) {
    return query.has("response_fields")
        || query.first("params").filter("force_all"::equals).isPresent();
  }

  private List<HubOrder> found(Query query) {
    Set<String> ids = new TreeSet<>(query.all("ids"));
    Comparator<HubOrder> rising =
        query.first("sort_by").filter("modified_at"::equals).isPresent()
            ? Comparator.comparing((HubOrder order) -> order.modified)
            : Comparator.comparingLong((HubOrder order) -> order.id);
    boolean falling = query.first("sort_direction").filter("desc"::equals).isPresent();
    return store.orders().stream()
        .filter(order -> ids.isEmpty() || ids.contains(Long.toString(order.id)))
        .filter(order -> isWithin(query, "modified", order.modified))
        .filter(order -> isWithin(query, "created", order.created))
        .sorted(falling ? rising.reversed() : rising)
        .toList();
  }

  /// Inclusive bounds; without a zone they are in UTC.
  private static boolean isWithin(Query query, String which, Instant at) {
    Optional<Instant> from = query.first(which + "_from").flatMap(HubRest::time);
    Optional<Instant> to = query.first(which + "_to").flatMap(HubRest::time);
    return (from.isEmpty() || !at.isBefore(from.get())) && (to.isEmpty() || !at.isAfter(to.get()));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(ZONED.parse(text, Instant::from));
    } catch (DateTimeException zoneless) {
      try {
        return Optional.of(LocalDateTime.parse(text, ZONELESS).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException notATime) {
        return Optional.empty();
      }
    }
  }

  private Optional<HubOrder> order(Query query, String name) {
    return query.first(name).flatMap(store::order);
  }

  private static ShopReply events() {
    ObjectNode result = JsonText.object();
    ArrayNode events = result.putArray("events");
    for (String topic : HubHooks.TOPICS) {
      String[] names = topic.split("\\.", 2);
      events.addObject().put("entity", names[0]).put("action", names[1]);
    }
    return HubReplies.ok(result);
  }

  private ShopReply webhooks(Query query) {
    List<ObjectNode> rows = hooks.all().stream().map(HubRest::webhook).toList();
    return HubReplies.page("webhook", query, rows, rows);
  }

  private static ObjectNode webhook(HubHooks.Hook hook) {
    String[] names = hook.topic.split("\\.", 2);
    return JsonText.object()
        .put("id", hook.id)
        .put("entity", names[0])
        .put("action", names[1])
        .put("callback", hook.callback)
        .put("store_id", "1")
        .put("active", hook.active);
  }

  private ShopReply create(Query query) {
    String topic = query.first("entity").orElse("") + "." + query.first("action").orElse("");
    Optional<String> callback = query.first("callback");
    if (callback.isEmpty() || !HubHooks.TOPICS.contains(topic)) {
      return HubReplies.refused(BAD_PARAMETERS, "wrong entity, action or callback");
    }
    return hooks
        .create(topic, callback.get())
        .map(hook -> HubReplies.ok(JsonText.object().put("id", hook.id)))
        .orElseGet(() -> HubReplies.refused(113, "such a webhook exists"));
  }

  private ShopReply update(Query query) {
    Optional<HubHooks.Hook> hook = query.first("id").flatMap(hooks::find);
    hook.ifPresent(
        found -> {
          query.first("callback").ifPresent(callback -> found.callback = callback);
          query.first("active").ifPresent(active -> hooks.activate(found, active.equals("true")));
        });
    return hook.isPresent() ? HubReplies.ok(JsonText.object().put("updated", "1")) : absent();
  }

  private ShopReply delete(Query query) {
    Optional<HubHooks.Hook> hook = query.first("id").flatMap(hooks::find);
    hook.ifPresent(hooks::remove);
    return hook.isPresent() ? HubReplies.ok(JsonText.object().put("deleted", "1")) : absent();
  }

  private static ShopReply absent() {
    return HubReplies.refused(NOT_FOUND, "not found");
  }
}
