package io.orderwire.connectors.magento;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// `GET /V1/orders` as documented: groups of filters that must all hold, filters in a group that
/// are alternatives, sorting by several fields, numbered pages of which one past the end repeats
/// the last. Written from the documentation, not from the connector.
final class ListedShop {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /// A row of the table.
  private record Row(long id, String updatedAt) {}

  private ListedShop() {}

  static CartReply answer(CartCall call, SortedMap<String, Instant> orders) {
    List<Row> found =
        orders.entrySet().stream()
            .map(each -> new Row(Long.parseLong(each.getKey()), UTC.format(each.getValue())))
            .filter(row -> fits(call, row))
            .sorted(sorting(call))
            .toList();
    int size = call.parameter("searchCriteria[pageSize]").map(Integer::valueOf).orElse(20);
    int page = call.parameter("searchCriteria[currentPage]").map(Integer::valueOf).orElse(1);
    int last = Math.max(1, (found.size() + size - 1) / size);
    List<Row> shown = found.stream().skip((Math.min(page, last) - 1L) * size).limit(size).toList();
    return reply(shown, found.size());
  }

  private static boolean fits(CartCall call, Row row) {
    for (int group = 0; filter(call, group, 0, "field").isPresent(); group++) {
      boolean any = false;
      for (int index = 0; filter(call, group, index, "field").isPresent(); index++) {
        any |= fits(call, row, group, index);
      }
      if (!any) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(CartCall call, Row row, int group, int index) {
    String value = filter(call, group, index, "value").orElseThrow();
    int compared =
        filter(call, group, index, "field").orElseThrow().equals("updated_at")
            ? row.updatedAt().compareTo(value)
            : Long.compare(row.id(), Long.parseLong(value));
    String condition = filter(call, group, index, "condition_type").orElse("eq");
    return switch (condition) {
      case "eq" -> compared == 0;
      case "gt" -> compared > 0;
      case "gteq" -> compared >= 0;
      case "lteq" -> compared <= 0;
      default -> throw new IllegalArgumentException("condition " + condition);
    };
  }

  private static Optional<String> filter(CartCall call, int group, int index, String part) {
    return call.parameter(
        "searchCriteria[filter_groups][%d][filters][%d][%s]".formatted(group, index, part));
  }

  private static Comparator<Row> sorting(CartCall call) {
    return sorting(call, 0);
  }

  /// By the fields from this one on, and by ids in the end.
  private static Comparator<Row> sorting(CartCall call, int index) {
    String name = "searchCriteria[sortOrders][" + index + "]";
    Optional<String> field = call.parameter(name + "[field]");
    if (field.isEmpty()) {
      return Comparator.comparingLong(Row::id);
    }
    Comparator<Row> first = Comparator.comparing(Row::updatedAt);
    if (!field.get().equals("updated_at")) {
      first = Comparator.comparingLong(Row::id);
    }
    boolean ascending = call.parameter(name + "[direction]").orElse("DESC").equals("ASC");
    return (ascending ? first : first.reversed()).thenComparing(sorting(call, index + 1));
  }

  private static CartReply reply(List<Row> rows, int total) {
    ObjectNode body = Json.codec().createObjectNode();
    ArrayNode items = body.putArray("items");
    for (Row row : rows) {
      items.addObject().put("entity_id", row.id()).put("updated_at", row.updatedAt());
    }
    body.put("total_count", total);
    return new CartReply(
        200, new Headers(Map.of("content-type", "application/json")), Json.bytes(body));
  }

  static String text(Instant at) {
    return UTC.format(at);
  }
}
