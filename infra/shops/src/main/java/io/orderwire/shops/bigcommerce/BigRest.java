package io.orderwire.shops.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Query;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The routes below `/stores/{hash}`.
final class BigRest {
  private final BigStore store;
  private final BigOrderBody body;
  private final BigParts parts;
  private final BigAdditions additions;
  private final BigHooksApi hooks;

  BigRest(
      BigStore store,
      BigOrderBody body,
      BigParts parts,
      BigAdditions additions,
      BigHooksApi hooks) {
    this.store = store;
    this.body = body;
    this.parts = parts;
    this.additions = additions;
    this.hooks = hooks;
  }

  /// @param route `v2/orders/…` or `v3/…`, split
  ShopReply answer(ShopRequest request, List<String> route) {
    if (route.size() < 2) {
      return BigReplies.absent();
    }
    List<String> rest = route.subList(2, route.size());
    return switch (route.get(0) + "/" + route.get(1)) {
      case "v2/orders" -> bare(request, rest);
      case "v3/orders" -> wrapped(request, rest);
      case "v3/carts" -> cart(rest);
      case "v3/hooks" -> hooks.answer(request, rest);
      case String other -> BigReplies.absent();
    };
  }

  private ShopReply bare(ShopRequest request, List<String> rest) {
    if (!request.method().equals("GET")) {
      return BigReplies.refused(405, "Method Not Allowed");
    }
    if (rest.isEmpty()) {
      return BigReplies.bare(
          request,
          found(request.query()).map(order -> body.write(order, includes(request))).toList());
    }
    if (rest.getFirst().equals("count")) {
      ObjectNode count = JsonText.object();
      count.putArray("statuses");
      count.put("count", found(request.query()).count());
      return ShopReply.json(200, JsonText.plain(count));
    }
    Optional<BigOrder> order = store.order(rest.getFirst());
    if (order.isEmpty()) {
      return BigReplies.bareAbsent();
    }
    if (rest.size() == 1) {
      return ShopReply.json(200, JsonText.plain(body.write(order.get(), includes(request))));
    }
    return parts
        .of(order.get(), rest.get(1))
        .map(rows -> BigReplies.bare(request, rows))
        .orElseGet(BigReplies::bareAbsent);
  }

  private ShopReply wrapped(ShopRequest request, List<String> rest) {
    if (rest.equals(List.of("payment_actions", "refunds"))) {
      return BigReplies.page(request, refunds(request.query()));
    }
    if (rest.equals(List.of("metafields"))) {
      return BigReplies.page(request, metafields(request.query()));
    }
    Optional<BigOrder> order = rest.isEmpty() ? Optional.empty() : store.order(rest.getFirst());
    if (order.isEmpty()) {
      return BigReplies.absent();
    }
    BigOrder known = order.get();
    return switch (String.join("/", rest.subList(1, rest.size()))) {
      case "transactions" ->
          BigReplies.page(
              request, rows(known.transactions, each -> additions.transaction(known, each)));
      case "payment_actions/refunds" ->
          BigReplies.page(request, rows(known.refunds, each -> additions.refund(known, each)));
      case "metafields" ->
          BigReplies.page(
              request, rows(known.metafields, each -> additions.metafield(known, each)));
      case String other -> BigReplies.absent();
    };
  }

  private ShopReply cart(List<String> rest) {
    return rest.stream()
        .findFirst()
        .flatMap(store::cart)
        .map(cart -> BigReplies.document(additions.cart(cart)))
        .orElseGet(BigReplies::absent);
  }

  private static boolean includes(ShopRequest request) {
    return request.query().all("include").contains("consignments");
  }

  private static <T> List<ObjectNode> rows(List<T> parts, Function<T, ObjectNode> write) {
    return parts.stream().map(write).toList();
  }

  private List<ObjectNode> refunds(Query query) {
    Predicate<Instant> wanted = within(query, "created:min", "created:max");
    return store.orders().stream()
        .flatMap(
            order ->
                order.refunds.stream()
                    .filter(refund -> wanted.test(refund.at()))
                    .map(refund -> additions.refund(order, refund)))
        .sorted(Comparator.comparingLong(row -> row.path("id").asLong()))
        .toList();
  }

  private List<ObjectNode> metafields(Query query) {
    Predicate<Instant> wanted = within(query, "date_modified:min", "date_modified:max");
    return store.orders().stream()
        .flatMap(
            order ->
                order.metafields.stream()
                    .filter(field -> wanted.test(field.at()))
                    .map(field -> additions.metafield(order, field)))
        .sorted(Comparator.comparingLong(row -> row.path("id").asLong()))
        .toList();
  }

  private Stream<BigOrder> found(Query query) {
    Predicate<Instant> modified = within(query, "min_date_modified", "max_date_modified");
    Predicate<Instant> created = within(query, "min_date_created", "max_date_created");
    long least = id(query, "min_id").orElse(Long.MIN_VALUE);
    long most = id(query, "max_id").orElse(Long.MAX_VALUE);
    boolean archived = query.first("is_deleted").filter("true"::equals).isPresent();
    Optional<String> status = query.first("status_id");
    return store.orders().stream()
        .filter(order -> order.archived == archived)
        .filter(order -> order.id >= least && order.id <= most)
        .filter(order -> modified.test(order.modified) && created.test(order.created))
        .filter(order -> status.isEmpty() || status.get().equals(Integer.toString(order.status)))
        .sorted(ordering(query.first("sort").orElse("id:asc")));
  }

  /// Inclusive bounds; a bound that is no date does not count.
  private static Predicate<Instant> within(Query query, String least, String most) {
    Optional<Instant> from = query.first(least).flatMap(BigDates::parse);
    Optional<Instant> to = query.first(most).flatMap(BigDates::parse);
    return at ->
        (from.isEmpty() || !at.isBefore(from.get())) && (to.isEmpty() || !at.isAfter(to.get()));
  }

  private static Optional<Long> id(Query query, String name) {
    return query.first(name).filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
  }

  private static Comparator<BigOrder> ordering(String sort) {
    Comparator<BigOrder> rising =
        switch (sort.split(":", 2)[0]) {
          case "date_modified" -> Comparator.comparing((BigOrder order) -> order.modified);
          case "date_created" -> Comparator.comparing((BigOrder order) -> order.created);
          case "status_id" -> Comparator.comparingInt((BigOrder order) -> order.status);
          case String other -> Comparator.comparingLong((BigOrder order) -> order.id);
        };
    return sort.endsWith(":desc") ? rising.reversed() : rising;
  }
}
