package io.orderwire.shops.woocommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Query;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// `GET /orders`: filters, order and offset paging.
final class WooOrdersApi {
  private static final List<String> STATUSES =
      List.of(
          "any",
          "trash",
          "auto-draft",
          "pending",
          "processing",
          "on-hold",
          "completed",
          "cancelled",
          "refunded",
          "failed",
          "checkout-draft");
  private static final Set<String> ORDERINGS =
      Set.of("date", "id", "include", "title", "slug", "modified");
  private static final int MOST_PER_PAGE = 100;

  private final WooStore store;
  private final WooOrderBody body;
  private final WooDates dates;
  private final String baseUrl;

  WooOrdersApi(WooStore store, WooOrderBody body, WooDates dates, String baseUrl) {
    this.store = store;
    this.body = body;
    this.dates = dates;
    this.baseUrl = baseUrl;
  }

  ShopReply list(ShopRequest request) {
    Query query = request.query();
    Optional<ShopReply> invalid = invalid(query);
    if (invalid.isPresent()) {
      return invalid.get();
    }
    List<WooOrder> found = new ArrayList<>();
    Predicate<WooOrder> wanted = filter(query);
    for (WooOrder order : store.orders()) {
      if (wanted.test(order)) {
        found.add(order);
      }
    }
    found.sort(ordering(query));
    int perPage = number(query, "per_page", 10);
    int page = number(query, "page", 1);
    int from = query.has("offset") ? number(query, "offset", 0) : (page - 1) * perPage;
    List<WooOrder> shown =
        found.subList(Math.min(from, found.size()), Math.min(from + perPage, found.size()));
    return paged(request, array(shown), found.size(), perPage, page);
  }

  /// `GET /refunds`, since 9.0: refunds of all orders by when they were made, the latest first
  /// unless asked otherwise.
  ShopReply refunds(ShopRequest request, WooRefunds refunds) {
    Query query = request.query();
    Optional<ShopReply> invalid = invalid(query);
    if (invalid.isPresent()) {
      return invalid.get();
    }
    boolean gmt = gmt(query);
    Optional<Instant> after = bound(query, "after", gmt);
    Optional<Instant> before = bound(query, "before", gmt);
    Comparator<Made> rising =
        Comparator.comparing((Made made) -> made.refund().created())
            .thenComparingLong(made -> made.refund().id());
    List<Made> found =
        store.orders().stream()
            .flatMap(order -> order.refunds.stream().map(refund -> new Made(order, refund)))
            .filter(made -> after.isEmpty() || made.refund().created().isAfter(after.get()))
            .filter(made -> before.isEmpty() || made.refund().created().isBefore(before.get()))
            .sorted(query.first("order").orElse("desc").equals("asc") ? rising : rising.reversed())
            .toList();
    int perPage = number(query, "per_page", 10);
    int page = number(query, "page", 1);
    ArrayNode array = JsonText.NODES.arrayNode();
    found.stream()
        .skip((long) (page - 1) * perPage)
        .limit(perPage)
        .map(made -> refunds.write(made.order(), made.refund()))
        .forEach(array::add);
    return paged(request, JsonText.php(array), found.size(), perPage, page);
  }

  private record Made(WooOrder order, WooOrder.Refund refund) {}

  ShopReply paged(ShopRequest request, byte[] content, int total, int perPage, int page) {
    int pages = (total + perPage - 1) / perPage;
    ShopReply reply =
        ShopReply.json(200, content)
            .with("Content-Type", "application/json; charset=UTF-8")
            .with("X-WP-Total", Integer.toString(total))
            .with("X-WP-TotalPages", Integer.toString(pages));
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(request, Math.min(page - 1, Math.max(pages, 1)), "prev"));
    }
    if (page < pages) {
      links.add(link(request, page + 1, "next"));
    }
    return links.isEmpty() ? reply : reply.with("Link", String.join(", ", links));
  }

  private String link(ShopRequest request, int page, String relation) {
    Query query = request.query().with("page", Integer.toString(page));
    return "<" + baseUrl + request.path() + "?" + query.encoded() + ">; rel=\"" + relation + "\"";
  }

  private byte[] array(List<WooOrder> orders) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('[');
    for (int i = 0; i < orders.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(body.bytes(orders.get(i)));
    }
    out.write(']');
    return out.toByteArray();
  }

  private Optional<ShopReply> invalid(Query query) {
    for (String bounded : List.of("per_page", "page", "offset")) {
      Optional<String> text = query.first(bounded);
      if (text.isPresent() && !text.get().matches("-?\\d{1,9}")) {
        return Optional.of(WooErrors.invalid(bounded, bounded + " is not of type integer."));
      }
    }
    int perPage = number(query, "per_page", 10);
    if (perPage < 1 || perPage > MOST_PER_PAGE) {
      return Optional.of(
          WooErrors.invalid(
              "per_page", "per_page must be between 1 (inclusive) and 100 (inclusive)"));
    }
    if (number(query, "page", 1) < 1) {
      return Optional.of(WooErrors.invalid("page", "page must be greater than or equal to 1"));
    }
    for (String status : query.all("status")) {
      if (!STATUSES.contains(status)) {
        return Optional.of(
            WooErrors.invalid(
                "status", "status[0] is not one of " + String.join(", ", STATUSES) + "."));
      }
    }
    if (!ORDERINGS.contains(query.first("orderby").orElse("date"))) {
      return Optional.of(
          WooErrors.invalid(
              "orderby", "orderby is not one of date, id, include, title, slug, modified."));
    }
    return dates(query);
  }

  private Optional<ShopReply> dates(Query query) {
    for (String bound : List.of("after", "before", "modified_after", "modified_before")) {
      Optional<String> text = query.first(bound);
      if (text.isPresent() && dates.parse(text.get(), true).isEmpty()) {
        return Optional.of(WooErrors.invalid(bound, "Invalid date."));
      }
    }
    return Optional.empty();
  }

  private Predicate<WooOrder> filter(Query query) {
    boolean gmt = gmt(query);
    Predicate<WooOrder> wanted = statuses(query);
    Optional<Instant> after = bound(query, "after", gmt);
    Optional<Instant> before = bound(query, "before", gmt);
    Optional<Instant> modifiedAfter = bound(query, "modified_after", gmt);
    Optional<Instant> modifiedBefore = bound(query, "modified_before", gmt);
    Set<String> include = new HashSet<>(query.all("include"));
    Set<String> exclude = new HashSet<>(query.all("exclude"));
    Optional<String> customer = query.first("customer");
    return wanted
        .and(order -> after.isEmpty() || order.created.isAfter(after.get()))
        .and(order -> before.isEmpty() || order.created.isBefore(before.get()))
        .and(order -> modifiedAfter.isEmpty() || order.modified.isAfter(modifiedAfter.get()))
        .and(order -> modifiedBefore.isEmpty() || order.modified.isBefore(modifiedBefore.get()))
        .and(order -> include.isEmpty() || include.contains(Long.toString(order.id)))
        .and(order -> !exclude.contains(Long.toString(order.id)))
        .and(order -> customer.isEmpty() || customer.get().equals(Long.toString(order.customer)));
  }

  /// `any` leaves out the bin and the internal drafts; `checkout-draft` leaks.
  private static Predicate<WooOrder> statuses(Query query) {
    List<String> wanted = query.all("status");
    if (wanted.isEmpty() || wanted.contains("any")) {
      return order -> !order.status.equals("trash");
    }
    return order -> wanted.contains(order.status);
  }

  private static boolean gmt(Query query) {
    return query.first("dates_are_gmt").filter(v -> v.equals("true") || v.equals("1")).isPresent();
  }

  private Optional<Instant> bound(Query query, String name, boolean gmt) {
    return query.first(name).flatMap(text -> dates.parse(text, gmt));
  }

  private static Comparator<WooOrder> ordering(Query query) {
    Comparator<WooOrder> byId = Comparator.comparingLong(order -> order.id);
    Comparator<WooOrder> rising =
        switch (query.first("orderby").orElse("date")) {
          case "id", "slug", "title", "include" -> byId;
          case "modified" ->
              Comparator.comparing((WooOrder order) -> order.modified).thenComparing(byId);
          case String other ->
              Comparator.comparing((WooOrder order) -> order.created).thenComparing(byId);
        };
    return query.first("order").orElse("desc").equals("asc") ? rising : rising.reversed();
  }

  private static int number(Query query, String name, int otherwise) {
    return query.first(name).map(Integer::parseInt).orElse(otherwise);
  }

  /// One order, or the error the API gives when it is not there.
  byte[] one(String id) {
    return store
        .order(id)
        .map(body::bytes)
        .orElseGet(
            () ->
                JsonText.php(
                    WooErrors.body(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.")));
  }
}
