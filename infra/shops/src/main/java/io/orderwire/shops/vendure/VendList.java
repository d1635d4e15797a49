package io.orderwire.shops.vendure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `OrderListOptions`: which orders, in which order, and a slice of them. What is null fits no
/// filter but `isNull`, as SQL has it.
final class VendList {
  static final int MOST = 1000;

  private final VendPricing pricing;
  private final Map<String, Function<VendOrder, Optional<Comparable<?>>>> columns = new HashMap<>();

  /// Some of the orders that fit, and how many do.
  record Found(List<VendOrder> orders, int total) {}

  VendList(VendPricing pricing, VendBody body) {
    this.pricing = pricing;
    column("id", order -> order.id);
    column("code", order -> order.code);
    column("type", order -> "Regular");
    column("state", order -> order.state.word());
    column("active", order -> order.active);
    column("createdAt", order -> order.created);
    column("updatedAt", VendOrder::updated);
    columns.put("orderPlacedAt", order -> order.placed().map(Function.identity()));
    columns.put("aggregateOrderId", order -> Optional.empty());
    column("currencyCode", body::currency);
    column("customerLastName", order -> order.customer.buyer.lastName());
    columns.put(
        "transactionId",
        order -> order.payments.stream().<Comparable<?>>map(each -> each.transaction).findFirst());
    column(
        "totalQuantity",
        order -> number(order.lines.stream().mapToInt(line -> line.quantity).sum()));
    price("subTotal", VendPricing.Totals::goods);
    price("shipping", VendPricing.Totals::shipping);
    price("total", VendPricing.Totals::all);
  }

  private void column(String name, Function<VendOrder, Comparable<?>> value) {
    columns.put(name, order -> Optional.of(value.apply(order)));
  }

  private void price(String name, Function<VendPricing.Totals, VendPrice> price) {
    column(name, order -> number(price.apply(pricing.totals(order)).net()));
    column(name + "WithTax", order -> number(price.apply(pricing.totals(order)).gross()));
  }

  private static BigDecimal number(long value) {
    return BigDecimal.valueOf(value);
  }

  /// @param options coerced by the schema; nothing in it is null
  Found found(List<VendOrder> orders, Map<String, Object> options) {
    Predicate<VendOrder> fits =
        filter(object(options, "filter"), "OR".equals(options.get("filterOperator")));
    List<VendOrder> fitting =
        orders.stream().filter(fits).sorted(sorting(object(options, "sort"))).toList();
    long skip = Math.max(0, number(options, "skip", 0));
    long take = Math.clamp(number(options, "take", MOST), 0, MOST);
    return new Found(fitting.stream().skip(skip).limit(take).toList(), fitting.size());
  }

  static int number(Map<String, Object> options, String name, int otherwise) {
    return options.get(name) instanceof Integer given ? given : otherwise;
  }

  /// A member that is an object; an empty one where it is not given.
  static Map<String, Object> object(Map<String, Object> parent, String name) {
    return Optional.ofNullable(parent.get(name)).map(VendList::object).orElse(Map.of());
  }

  /// Without the members that were given as null.
  private static Map<String, Object> object(Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> object) {
      object.forEach(
          (name, member) ->
              Optional.ofNullable(member).ifPresent(it -> members.put(name.toString(), it)));
    }
    return members;
  }

  private Predicate<VendOrder> filter(Map<String, Object> filter, boolean any) {
    List<Predicate<VendOrder>> conditions = new ArrayList<>();
    filter.forEach(
        (name, value) -> {
          switch (name) {
            case "_and" -> conditions.add(group(value, false));
            case "_or" -> conditions.add(group(value, true));
            case String column ->
                object(value)
                    .forEach(
                        (operator, operand) ->
                            conditions.add(condition(column, operator, operand)));
          }
        });
    return joined(conditions, any);
  }

  private Predicate<VendOrder> group(Object filters, boolean any) {
    return joined(
        ((Collection<?>) filters).stream().map(each -> filter(object(each), false)).toList(), any);
  }

  private static Predicate<VendOrder> joined(List<Predicate<VendOrder>> conditions, boolean any) {
    return conditions.isEmpty()
        ? order -> true
        : order ->
            any
                ? conditions.stream().anyMatch(each -> each.test(order))
                : conditions.stream().allMatch(each -> each.test(order));
  }

  private Function<VendOrder, Optional<Comparable<?>>> column(String name) {
    return Objects.requireNonNull(columns.get(name), "the schema has no other columns");
  }

  private Predicate<VendOrder> condition(String column, String operator, Object operand) {
    Function<VendOrder, Optional<Comparable<?>>> value = column(column);
    if (operator.equals("isNull")) {
      return order -> value.apply(order).isEmpty() == operand.equals(true);
    }
    return order -> value.apply(order).filter(each -> fits(each, operator, operand)).isPresent();
  }

  private static boolean fits(Comparable<?> value, String operator, Object operand) {
    return switch (operator) {
      case "eq" -> compared(value, operand) == 0;
      case "notEq" -> compared(value, operand) != 0;
      case "in" -> in(value, operand);
      case "notIn" -> !in(value, operand);
      case "contains" -> lower(value).contains(lower(operand).strip());
      case "notContains" -> !lower(value).contains(lower(operand).strip());
      case "regex" ->
          Pattern.compile(operand.toString(), Pattern.CASE_INSENSITIVE)
              .matcher(value.toString())
              .find();
      case "lt", "before" -> compared(value, operand) < 0;
      case "lte" -> compared(value, operand) <= 0;
      case "gt", "after" -> compared(value, operand) > 0;
      case "gte" -> compared(value, operand) >= 0;
      case "between" ->
          fits(value, "gte", bound(operand, "start")) && fits(value, "lte", bound(operand, "end"));
      case String other -> throw new IllegalArgumentException("the schema has no " + other);
    };
  }

  private static Object bound(Object range, String name) {
    return Objects.requireNonNull(object(range).get(name), "the schema wants both bounds");
  }

  private static boolean in(Comparable<?> value, Object operand) {
    return ((Collection<?>) operand).stream().anyMatch(each -> compared(value, each) == 0);
  }

  private static String lower(Object text) {
    return text.toString().toLowerCase(Locale.ROOT);
  }

  /// Ids are asked for as texts, amounts as numbers of any kind.
  private static int compared(Comparable<?> value, Object operand) {
    return switch (value) {
      case Instant time -> time.compareTo((Instant) operand);
      case BigDecimal amount -> amount.compareTo(new BigDecimal(operand.toString()));
      case Boolean truth -> truth.compareTo((Boolean) operand);
      case Comparable<?> text -> text.toString().compareTo(operand.toString());
    };
  }

  /// Without one, as they were made; what is null comes last.
  private Comparator<VendOrder> sorting(Map<String, Object> sort) {
    Comparator<VendOrder> byId = Comparator.comparingLong(order -> order.id);
    return sort.entrySet().stream()
        .map(each -> sorting(each.getKey(), each.getValue().equals("DESC")))
        .reduce(Comparator::thenComparing)
        .map(sorting -> sorting.thenComparing(byId))
        .orElse(byId);
  }

  private Comparator<VendOrder> sorting(String column, boolean falling) {
    Function<VendOrder, Optional<Comparable<?>>> value = column(column);
    Comparator<VendOrder> rising =
        (one, other) ->
            Stream.of(value.apply(one), value.apply(other)).allMatch(Optional::isPresent)
                ? ordered(value.apply(one).orElseThrow(), value.apply(other).orElseThrow())
                : Boolean.compare(value.apply(one).isEmpty(), value.apply(other).isEmpty());
    return falling ? rising.reversed() : rising;
  }

  @SuppressWarnings("unchecked") // values of one column are of one type
  private static int ordered(Comparable<?> one, Comparable<?> other) {
    return ((Comparable<Object>) one).compareTo(other);
  }
}
