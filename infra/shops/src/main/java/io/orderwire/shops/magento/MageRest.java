package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The routes below `/rest/{store view}/V1`.
final class MageRest {
  private static final String ABSENT =
      "The entity that was requested doesn't exist. Verify the entity and try again.";

  private final MageStore store;
  private final MageOrderBody body;
  private final MageQuoteBody quotes;

  MageRest(MageStore store, MageOrderBody body, MageQuoteBody quotes) {
    this.store = store;
    this.body = body;
    this.quotes = quotes;
  }

  ShopReply answer(ShopRequest request, List<String> route) {
    if (!request.method().equals("GET")) {
      return noRoute();
    }
    return switch (String.join("/", route)) {
      case "orders" -> found(request, store.orders().stream().map(body::write).toList());
      case "invoices" -> found(request, store.invoices);
      case "shipments" -> found(request, store.shipments);
      case "creditmemos" -> found(request, store.creditMemos);
      case "transactions" -> found(request, store.transactions);
      case "carts/search" -> carts(request);
      case String other when route.size() == 2 -> one(request, route.getFirst(), route.getLast());
      case String other -> noRoute();
    };
  }

  private ShopReply one(ShopRequest request, String collection, String id) {
    return switch (collection) {
      case "orders" -> entity(request, store.order(id).map(body::write), absent());
      case "invoices" -> entity(request, row(store.invoices, id), absent());
      case "shipments" -> entity(request, row(store.shipments, id), absent());
      case "creditmemo" -> entity(request, row(store.creditMemos, id), absent());
      case "carts" -> entity(request, store.quote(id).map(quotes::write), noQuote(id));
      case String other -> noRoute();
    };
  }

  private static Optional<ObjectNode> row(List<ObjectNode> rows, String id) {
    return rows.stream().filter(row -> row.path("entity_id").asText().equals(id)).findFirst();
  }

  private static ShopReply found(ShopRequest request, List<ObjectNode> rows) {
    return reply(request, new MageSearch(request.query(), UnaryOperator.identity()).answer(rows));
  }

  /// Filters speak of the database's `entity_id`, which the answer calls `id`.
  private ShopReply carts(ShopRequest request) {
    MageSearch search =
        new MageSearch(request.query(), field -> field.equals("entity_id") ? "id" : field);
    return reply(request, search.answer(store.quotes().stream().map(quotes::write).toList()));
  }

  private static ShopReply entity(
      ShopRequest request, Optional<ObjectNode> entity, ShopReply absent) {
    return entity.map(node -> reply(request, node)).orElse(absent);
  }

  private static ShopReply reply(ShopRequest request, ObjectNode node) {
    JsonNode wanted =
        request.query().first("fields").map(fields -> MageFields.of(node, fields)).orElse(node);
    return ShopReply.json(200, JsonText.php(wanted));
  }

  /// Errors carry parameters only where their text has places for them.
  private static ShopReply absent() {
    return ShopReply.json(404, JsonText.php(JsonText.object().put("message", ABSENT)));
  }

  private static ShopReply noQuote(String id) {
    ObjectNode node = JsonText.object();
    node.put("message", "No such entity with %fieldName = %fieldValue");
    node.putObject("parameters").put("fieldName", "cartId").put("fieldValue", id);
    return ShopReply.json(404, JsonText.php(node));
  }

  static ShopReply noRoute() {
    ObjectNode node = JsonText.object().put("message", "Request does not match any route.");
    return ShopReply.json(404, JsonText.php(node));
  }
}
