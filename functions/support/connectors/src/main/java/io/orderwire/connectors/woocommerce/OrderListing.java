package io.orderwire.connectors.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Descriptor.OptionField;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Page;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `GET /orders` in rising order of change, complete though rows move while it is read.
///
/// WooCommerce pages by offset: an order that changes between two pages leaves its place, all
/// behind it move up, and one of them is never seen. So page numbers are not used where it can be
/// helped. The next page asks for what lies after the last time seen, minus one second because the
/// bound is exclusive, and names in `exclude` the orders of that second which were seen. A row that
/// changes meanwhile gets a later time and is still ahead. Page numbers remain where that cannot
/// work: more than [#MAX_EXCLUDED] orders of one second, a shop that does not honour `exclude`, or
/// rows that do not come in order of time.
final class OrderListing implements Listing {
  static final int PAGE_SIZE = 100;
  static final String ORDER_BY = "order_by";

  /// WooCommerce refuses more than 100.
  static final OptionField PAGE_SIZE_OPTION = OptionField.pageSize("[1-9][0-9]?|100", PAGE_SIZE);

  /// Keeps the address under 8 KiB, the usual limit of web servers.
  private static final int MAX_EXCLUDED = 400;

  private static final String EXCLUDE = "exclude";
  private static final String PAGE = "page";

  private static final String FIELD = "date_modified_gmt";

  /// Exclusive bounds, both.
  private static final String AFTER = "modified_after";

  private static final String BEFORE = "modified_before";
  private static final String SORT_KEY = "modified";

  private final String statuses;
  private final Duration lookBack;
  private final boolean outline;

  /// @param statuses value of `status`
  /// @param lookBack how much earlier than asked the listing begins
  /// @param outline only what a comparison needs, and no documents
  OrderListing(String statuses, Duration lookBack, boolean outline) {
    this.statuses = statuses;
    this.lookBack = lookBack;
    this.outline = outline;
  }

  @Override
  public CartCall first(Window window, StoreContext store) {
    Instant from = window.from().truncatedTo(ChronoUnit.SECONDS).minus(lookBack).minusSeconds(1);
    List<Parameter> query = new ArrayList<>();
    query.add(new Parameter(AFTER, zoneless(from)));
    window
        .to()
        .map(to -> to.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1))
        .ifPresent(to -> query.add(new Parameter(BEFORE, zoneless(to))));
    query.add(new Parameter("dates_are_gmt", "true"));
    query.add(new Parameter("status", statuses));
    query.add(
        new Parameter("orderby", store.option(ORDER_BY).filter("id"::equals).orElse(SORT_KEY)));
    query.add(new Parameter("order", "asc"));
    query.add(new Parameter("per_page", PAGE_SIZE_OPTION.of(store)));
    query.add(new Parameter(PAGE, "1"));
    if (outline) {
      query.add(new Parameter("_fields", OrderOutline.FIELDS));
    }
    return Endpoints.get(store, "/orders", query);
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    Instant bound = bound(call);
    List<Seen> seen =
        RawNode.root(Replies.json(reply), RawReads.UNTRACKED).elements().stream()
            .flatMap(order -> seen(order).stream())
            .toList();
    boolean more = hasMore(call, reply, seen.size());
    boolean unsorted = sortsById(call) && more;
    List<Page.Row> rows =
        seen.stream()
            .map(order -> order.row(bound, unsorted))
            .map(row -> outline ? OrderOutline.of(row) : row)
            .toList();
    return new Page(rows, more ? Optional.of(next(call, seen)) : Optional.empty());
  }

  /// An order as listed; `at` is the listing's time where the order states it.
  private record Seen(ExternalId id, Optional<Instant> at, boolean draft, JsonNode document) {
    /// @param unsorted earlier times may follow: the row counts at the bound, so that a watermark
    /// that moves page by page does not pass them
    Page.Row row(Instant bound, boolean unsorted) {
      Instant changedAt = unsorted ? bound : at.orElse(bound);
      return new Page.Row(
          draft ? Page.Kind.CART : Page.Kind.ORDER, id, changedAt, Optional.of(document));
    }
  }

  private Optional<Seen> seen(RawNode order) {
    boolean draft = order.text("status").filter(WooCommerceStatuses::isDraft).isPresent();
    return order.id("id").map(id -> new Seen(id, order.instantInUtc(FIELD), draft, order.json()));
  }

  /// Orders that the key's owner may not read are left out of a page, so a short page is only the
  /// last one where the shop does not count the pages.
  static boolean hasMore(CartCall call, CartReply reply, int rows) {
    int size = number(call, "per_page").orElse(PAGE_SIZE);
    return Replies.totalPages(reply)
        .map(pages -> pages > number(call, PAGE).orElse(1))
        .orElse(rows >= size);
  }

  private CartCall next(CartCall call, List<Seen> seen) {
    Instant bound = bound(call);
    Set<String> excluded = excluded(call);
    boolean honoured = seen.stream().noneMatch(order -> excluded.contains(order.id().value()));
    if (seen.isEmpty() || !honoured || !ascends(seen, bound) || sortsById(call)) {
      return nextNumber(call);
    }
    Instant last = seen.getLast().at().orElse(bound);
    Instant nextBound = last.minusSeconds(1);
    Set<String> atLast = new LinkedHashSet<>(nextBound.isAfter(bound) ? Set.of() : excluded);
    seen.stream()
        .filter(order -> order.at().filter(last::equals).isPresent())
        .forEach(order -> atLast.add(order.id().value()));
    return atLast.size() > MAX_EXCLUDED ? nextNumber(call) : after(call, nextBound, atLast);
  }

  /// Every row states a time, none earlier than the one before it or than was asked.
  private static boolean ascends(List<Seen> seen, Instant bound) {
    Instant previous = bound.plusSeconds(1);
    for (Seen order : seen) {
      Instant at = order.at().orElse(Instant.MIN);
      if (at.isBefore(previous)) {
        return false;
      }
      previous = at;
    }
    return true;
  }

  private CartCall after(CartCall call, Instant bound, Set<String> excluded) {
    List<Parameter> query = new ArrayList<>();
    for (Parameter parameter : call.query()) {
      if (parameter.name().equals(AFTER)) {
        query.add(new Parameter(AFTER, zoneless(bound)));
      } else if (parameter.name().equals(PAGE)) {
        query.add(new Parameter(PAGE, "1"));
      } else if (!parameter.name().equals(EXCLUDE)) {
        query.add(parameter);
      }
    }
    query.add(new Parameter(EXCLUDE, String.join(",", excluded)));
    return CartCall.get(call.path(), query);
  }

  static CartCall nextNumber(CartCall call) {
    int page = number(call, PAGE).orElse(1) + 1;
    return call.with(PAGE, Integer.toString(page));
  }

  private Instant bound(CartCall call) {
    return call.parameter(AFTER)
        .map(text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC))
        .orElse(Instant.EPOCH);
  }

  private static boolean sortsById(CartCall call) {
    return call.parameter("orderby").filter("id"::equals).isPresent();
  }

  private static Set<String> excluded(CartCall call) {
    return call.parameter(EXCLUDE)
        .map(ids -> (Set<String>) new LinkedHashSet<>(List.of(ids.split(",", -1))))
        .orElse(Set.of());
  }

  private static Optional<Integer> number(CartCall call, String name) {
    return call.parameter(name).map(Integer::valueOf);
  }

  /// `2026-05-01T00:00:00`: with a `Z` it is misread by some versions.
  static String zoneless(Instant time) {
    String text = time.truncatedTo(ChronoUnit.SECONDS).toString();
    return text.substring(0, text.length() - 1);
  }
}
