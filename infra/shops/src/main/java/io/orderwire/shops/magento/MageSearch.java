package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `searchCriteria` of a query: filters within a group are alternatives, groups must all hold.
/// Without a page size everything is found; a page past the end is empty.
final class MageSearch {
  private static final Pattern FILTER =
      Pattern.compile(
          "searchCriteria\\[filter_?[gG]roups]\\[(\\w+)]\\[filters]\\[(\\w+)]\\[(\\w+)]");
  private static final Pattern SORT =
      Pattern.compile("searchCriteria\\[sort_?[oO]rders]\\[(\\w+)]\\[(field|direction)]");
  private static final Pattern PAGE =
      Pattern.compile("searchCriteria\\[(page_?[sS]ize|current_?[pP]age)]");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,8})?");

  private final UnaryOperator<String> member;
  private final Map<String, Map<String, Map<String, String>>> groups = new TreeMap<>();
  private final Map<String, Map<String, String>> sorts = new TreeMap<>();
  private int size = Integer.MAX_VALUE;
  private int page = 1;

  /// @param member the member of a row that holds a database field
  MageSearch(Query query, UnaryOperator<String> member) {
    this.member = member;
    query.parameters().forEach(each -> read(each.name(), each.value()));
  }

  private void read(String name, String value) {
    Matcher filter = FILTER.matcher(name);
    Matcher sort = SORT.matcher(name);
    Matcher paging = PAGE.matcher(name);
    if (filter.matches()) {
      groups
          .computeIfAbsent(filter.group(1), group -> new TreeMap<>())
          .computeIfAbsent(filter.group(2), number -> new TreeMap<>())
          .put(filter.group(3).replace("conditionType", "condition_type"), value);
    } else if (sort.matches()) {
      sorts.computeIfAbsent(sort.group(1), number -> new TreeMap<>()).put(sort.group(2), value);
    } else if (paging.matches() && value.matches("[1-9]\\d{0,8}")) {
      if (paging.group(1).startsWith("page")) {
        size = Integer.parseInt(value);
      } else {
        page = Integer.parseInt(value);
      }
    }
  }

  /// `{"items", "search_criteria", "total_count"}`
  ObjectNode answer(List<ObjectNode> rows) {
    List<ObjectNode> found = new ArrayList<>(rows.stream().filter(this::fits).toList());
    found.sort(order());
    ObjectNode node = JsonText.object();
    ArrayNode items = node.putArray("items");
    found.stream().skip((page - 1L) * size).limit(size).forEach(items::add);
    node.putObject("search_criteria").put("current_page", page);
    node.put("total_count", found.size());
    return node;
  }

  private boolean fits(JsonNode row) {
    return groups.values().stream()
        .allMatch(group -> group.values().stream().anyMatch(filter -> fits(row, filter)));
  }

  private boolean fits(JsonNode row, Map<String, String> filter) {
    JsonNode held = row.path(member.apply(filter.getOrDefault("field", "")));
    String value = filter.getOrDefault("value", "");
    String condition = filter.getOrDefault("condition_type", "eq");
    if (held.isMissingNode()) {
      return condition.equals("null");
    }
    String own = held.asText();
    return switch (condition) {
      case "eq" -> compare(own, value) == 0;
      case "neq" -> compare(own, value) != 0;
      case "gt" -> compare(own, value) > 0;
      case "gteq", "moreq", "from" -> compare(own, value) >= 0;
      case "lt" -> compare(own, value) < 0;
      case "lteq", "to" -> compare(own, value) <= 0;
      case "in" -> Arrays.stream(value.split(",")).anyMatch(each -> compare(own, each) == 0);
      case "nin" -> Arrays.stream(value.split(",")).noneMatch(each -> compare(own, each) == 0);
      case "like" -> own.matches(Pattern.quote(value).replace("%", "\\E.*\\Q"));
      case "notnull" -> true;
      case String other -> false;
    };
  }

  private Comparator<ObjectNode> order() {
    Comparator<ObjectNode> order = (_, _) -> 0;
    for (Map<String, String> sort : sorts.values()) {
      String field = member.apply(sort.getOrDefault("field", ""));
      Comparator<ObjectNode> rising =
          (one, other) -> compare(one.path(field).asText(), other.path(field).asText());
      boolean up = sort.getOrDefault("direction", "DESC").equalsIgnoreCase("ASC");
      order = order.thenComparing(up ? rising : rising.reversed());
    }
    return order;
  }

  private static int compare(String one, String other) {
    return NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches()
        ? new BigDecimal(one).compareTo(new BigDecimal(other))
        : one.compareTo(other);
  }
}
