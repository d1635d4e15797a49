package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Descriptor.OptionField;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Page;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `GET /v2/orders` in rising order of change, complete though rows move while it is read.
///
/// BigCommerce pages by number: an order that changes between two pages leaves its place, all
/// behind it move up, and one of them is never seen. So page numbers are not used. The next page
/// asks for what lies at or after the last time seen, and repeats the orders of that second. Where
/// a whole page lies within one second, the rest is read in rising order of ids instead, each page
/// behind the last id: what changes meanwhile keeps its id. Times then come in any order, so that
/// only the last page moves a watermark.
///
/// Rows carry no documents: an order's products and money are elsewhere.
///
/// @param archived only what was archived, which other listings leave out
record OrderListing(boolean archived) implements Listing {
  static final int PAGE_SIZE = 250;

  /// BigCommerce gives no more than 250.
  static final OptionField PAGE_SIZE_OPTION =
      OptionField.pageSize("[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|250", PAGE_SIZE);

  static final String ORDERS = "/v2/orders";
  private static final String FROM = "min_date_modified";
  private static final String TO = "max_date_modified";
  private static final String AFTER_ID = "min_id";
  private static final String SORT = "sort";
  private static final String LIMIT = "limit";
  private static final String BY_TIME = "date_modified:asc";
  private static final String BY_ID = "id:asc";

  @Override
  public CartCall first(Window window, StoreContext store) {
    List<Parameter> query = new ArrayList<>(bounds(window));
    query.add(new Parameter(AFTER_ID, "1"));
    if (archived) {
      query.add(new Parameter("is_deleted", "true"));
    }
    query.add(new Parameter(SORT, BY_TIME));
    query.add(new Parameter(LIMIT, PAGE_SIZE_OPTION.of(store)));
    return CartCall.get(ORDERS, query);
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    Instant bound = call.parameter(FROM).map(Instant::parse).orElse(Instant.EPOCH);
    List<RawNode> orders = Replies.list(reply);
    List<Page.Row> rows = orders.stream().flatMap(node -> row(node, bound).stream()).toList();
    int limit = call.parameter(LIMIT).map(Integer::valueOf).orElse(PAGE_SIZE);
    if (orders.size() < limit || rows.isEmpty()) {
      return new Page(rows, Optional.empty());
    }
    if (call.parameter(SORT).filter(BY_ID::equals).isPresent()) {
      return new Page(at(bound, rows), Optional.of(behind(call, rows)));
    }
    Instant last = rows.getLast().changedAt();
    return last.isAfter(bound) && Page.ascends(rows)
        ? new Page(rows, Optional.of(call.with(FROM, last.toString())))
        : new Page(at(bound, rows), Optional.of(call.with(SORT, BY_ID)));
  }

  /// The window in whole seconds, as the platform ticks.
  static List<Parameter> bounds(Window window) {
    List<Parameter> bounds = new ArrayList<>();
    bounds.add(new Parameter(FROM, window.from().truncatedTo(ChronoUnit.SECONDS).toString()));
    window
        .to()
        .map(to -> to.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1))
        .ifPresent(to -> bounds.add(new Parameter(TO, to.toString())));
    return bounds;
  }

  static Optional<Page.Row> row(RawNode order, Instant otherwise) {
    Optional<ExternalId> id = order.id("id");
    return id.map(
        known ->
            new Page.Row(
                    Page.Kind.ORDER,
                    known,
                    order.instantOfMail("date_modified").orElse(otherwise),
                    Optional.empty())
                .withWorth(OrderWorth.of(order)));
  }

  /// Earlier times may follow: the rows count at the bound.
  private static List<Page.Row> at(Instant bound, List<Page.Row> rows) {
    return rows.stream()
        .map(
            row ->
                new Page.Row(row.kind(), row.id(), bound, Optional.empty()).withWorth(row.worth()))
        .toList();
  }

  private static CartCall behind(CartCall call, List<Page.Row> rows) {
    long last = rows.stream().mapToLong(row -> Long.parseLong(row.id().value())).max().orElse(0);
    return call.with(AFTER_ID, Long.toString(last + 1));
  }
}
