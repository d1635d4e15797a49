package io.orderwire.shops.bigcommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.util.List;
import java.util.Map;

/// Answers of V2 (bare) and V3 (wrapped), and their errors.
final class BigReplies {
  static final int MOST_PER_PAGE = 250;
  private static final int USUAL_PER_PAGE = 50;

  private BigReplies() {}

  /// One page of a V2 list.
  static ShopReply bare(ShopRequest request, List<ObjectNode> rows) {
    List<ObjectNode> shown = shown(request, rows);
    if (shown.isEmpty()) {
      return new ShopReply(204, Map.of(), new byte[0]);
    }
    ArrayNode array = JsonText.NODES.arrayNode();
    shown.forEach(array::add);
    return ShopReply.json(200, JsonText.plain(array));
  }

  /// One page of a V3 list.
  static ShopReply page(ShopRequest request, List<ObjectNode> rows) {
    ObjectNode node = JsonText.object();
    ArrayNode data = node.putArray("data");
    List<ObjectNode> shown = shown(request, rows);
    shown.forEach(data::add);
    int limit = limit(request);
    node.putObject("meta")
        .putObject("pagination")
        .put("total", rows.size())
        .put("count", shown.size())
        .put("per_page", limit)
        .put("current_page", pageNumber(request))
        .put("total_pages", (rows.size() + limit - 1) / limit);
    return ShopReply.json(200, JsonText.plain(node));
  }

  static ShopReply document(ObjectNode data) {
    ObjectNode node = JsonText.object();
    node.set("data", data);
    node.putObject("meta");
    return ShopReply.json(200, JsonText.plain(node));
  }

  /// V2 has its errors in a list.
  static ShopReply bareAbsent() {
    ArrayNode array = JsonText.NODES.arrayNode();
    array.addObject().put("status", 404).put("message", "The requested resource was not found.");
    return ShopReply.json(404, JsonText.plain(array));
  }

  static ShopReply absent() {
    return refused(404, "Not Found");
  }

  static ShopReply refused(int status, String title) {
    ObjectNode node = JsonText.object();
    node.put("status", status);
    node.put("title", title);
    node.put("type", "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes");
    return ShopReply.json(status, JsonText.plain(node));
  }

  private static List<ObjectNode> shown(ShopRequest request, List<ObjectNode> rows) {
    int limit = limit(request);
    return rows.stream().skip((pageNumber(request) - 1L) * limit).limit(limit).toList();
  }

  private static int limit(ShopRequest request) {
    int asked = number(request, "limit", USUAL_PER_PAGE);
    return Math.min(Math.max(asked, 1), MOST_PER_PAGE);
  }

  private static int pageNumber(ShopRequest request) {
    return Math.max(1, number(request, "page", 1));
  }

  private static int number(ShopRequest request, String name, int otherwise) {
    return request
        .query()
        .first(name)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .orElse(otherwise);
  }
}
