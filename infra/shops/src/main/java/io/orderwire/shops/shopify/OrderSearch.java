package io.orderwire.shops.shopify;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shopify's search syntax as far as orders and checkouts need it: `field:value` with `>`, `>=`,
/// `<`, `<=`, quotes, `AND`, and `-` for not.
final class OrderSearch {
  private static final Pattern TERM =
      Pattern.compile("(-)?(\\w+):(>=|<=|>|<)?('[^']*'|\"[^\"]*\"|\\S+)|(\\S+)");

  private final List<Predicate<ShopifyOrder>> wanted = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final ZoneId zone;

  private OrderSearch(ZoneId zone) {
    this.zone = zone;
  }

  static OrderSearch parse(String query, ZoneId zone) {
    OrderSearch search = new OrderSearch(zone);
    Matcher terms = TERM.matcher(query);
    while (terms.find()) {
      if (terms.group(2) != null) {
        search.term(terms);
      } else if (!terms.group(5).equals("AND")) {
        String word = terms.group(5);
        search.wanted.add(order -> order.name().contains(word));
      }
    }
    return search;
  }

  /// Fields that Shopify would warn about and search for in vain.
  List<String> unknown() {
    return unknown;
  }

  boolean matches(ShopifyOrder order) {
    return wanted.stream().allMatch(each -> each.test(order));
  }

  private void term(Matcher term) {
    String operator = Optional.ofNullable(term.group(3)).orElse("");
    String value = term.group(4).replaceAll("^['\"]|['\"]$", "");
    Predicate<ShopifyOrder> test = test(term.group(2), operator, value);
    wanted.add(term.group(1) == null ? test : test.negate());
  }

  private Predicate<ShopifyOrder> test(String field, String operator, String value) {
    return switch (field) {
      case "updated_at" -> time(operator, value, order -> order.updated);
      case "created_at", "processed_at" -> time(operator, value, order -> order.created);
      case "id" -> order -> Long.toString(order.id).equals(value);
      case "name" -> order -> order.name().equals(value) || order.name().equals("#" + value);
      case "email" -> order -> order.email.filter(value::equals).isPresent();
      case "tag" -> order -> order.tags.contains(value);
      case "test" -> order -> order.test == Boolean.parseBoolean(value);
      case "confirmation_number" -> order -> order.confirmation.equals(value);
      case "status" -> status(value);
      case "financial_status" ->
          order ->
              value.equals("any")
                  || ShopifyTotals.of(order)
                      .financialStatus(order)
                      .equals(value.toLowerCase(Locale.ROOT));
      case "fulfillment_status" ->
          order -> value.equals("any") || shipped(order).equals(value.toLowerCase(Locale.ROOT));
      case String other -> {
        unknown.add(other);
        yield order -> false;
      }
    };
  }

  private static Predicate<ShopifyOrder> status(String value) {
    return switch (value) {
      case "open" -> order -> order.closed.isEmpty() && order.cancelled.isEmpty();
      case "closed" -> order -> order.closed.isPresent();
      case "cancelled" -> order -> order.cancelled.isPresent();
      case "not_closed" -> order -> order.closed.isEmpty();
      case String any -> order -> true;
    };
  }

  private static String shipped(ShopifyOrder order) {
    String status = ShopifyTotals.fulfilmentStatus(order);
    return status.isEmpty() ? "unfulfilled" : status;
  }

  private Predicate<ShopifyOrder> time(
      String operator, String value, Function<ShopifyOrder, Instant> of) {
    Optional<Instant> bound = instant(value, zone);
    if (bound.isEmpty()) {
      return order -> false;
    }
    return order -> {
      int compared = of.apply(order).compareTo(bound.get());
      return switch (operator) {
        case ">" -> compared > 0;
        case ">=" -> compared >= 0;
        case "<" -> compared < 0;
        case "<=" -> compared <= 0;
        case String equal -> compared == 0;
      };
    };
  }

  /// With an offset, or in shop time without one.
  static Optional<Instant> instant(String text, ZoneId zone) {
    try {
      if (text.length() == 10) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant());
      }
      if (text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d$")) {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      }
      return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
