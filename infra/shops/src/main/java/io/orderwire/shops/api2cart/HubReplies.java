package io.orderwire.shops.api2cart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Query;
import io.orderwire.shops.ShopReply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The envelope of all answers: status 200, a return code, and a cursor where more follows.
final class HubReplies {
  private static final int MOST = 250;
  private static final int USUAL = 10;

  private HubReplies() {}

  static ShopReply ok(JsonNode result) {
    return ok(result, Optional.empty());
  }

  /// @param message says more than the code; never what the caller sent
  static ShopReply refused(int code, String message) {
    ObjectNode node = JsonText.object().put("return_code", code).put("return_message", message);
    node.putObject("result");
    return ShopReply.json(200, JsonText.plain(node));
  }

  /// Too many calls at once, to the store (7) or to all stores of the account (10).
  static ShopReply busy(int code) {
    return refused(
        code,
        code == Api2CartAccount.STORE_LIMIT
            ? "Store request limit exceeded"
            : "Account request limit exceeded");
  }

  /// Rows that a filter found, from `start` on. The cursor of the next page counts rows and knows
  /// nothing of the filter.
  ///
  /// @param found by the filters of the query
  /// @param all rows that the method could list
  static ShopReply page(String member, Query query, List<ObjectNode> found, List<ObjectNode> all) {
    Optional<Integer> behind = query.first("page_cursor").map(HubReplies::position);
    List<ObjectNode> rows = behind.isPresent() ? all : found;
    int start = behind.orElseGet(() -> number(query, "start", 0));
    int count = Math.min(MOST, Math.max(1, number(query, "count", USUAL)));
    ObjectNode result = JsonText.object();
    ArrayNode shown = result.putArray(member);
    rows.stream().skip(start).limit(count).forEach(shown::add);
    boolean more = start + count < rows.size();
    return ok(result, more ? Optional.of(cursor(start + count)) : Optional.empty());
  }

  private static ShopReply ok(JsonNode result, Optional<String> next) {
    ObjectNode node = JsonText.object().put("return_code", 0).put("return_message", "");
    node.putObject("pagination").putNull("previous").put("next", next.orElse(null));
    node.set("result", result);
    return ShopReply.json(200, JsonText.plain(node));
  }

  private static String cursor(int position) {
    return Base64.getUrlEncoder()
        .encodeToString(("row " + position).getBytes(StandardCharsets.UTF_8));
  }

  private static int position(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      return Integer.parseInt(text.replaceFirst("row ", ""));
    } catch (IllegalArgumentException foreign) {
      return 0;
    }
  }

  private static int number(Query query, String name, int otherwise) {
    return query
        .first(name)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .orElse(otherwise);
  }
}
