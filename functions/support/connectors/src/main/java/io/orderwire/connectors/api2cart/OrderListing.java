package io.orderwire.connectors.api2cart;

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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `order.list` and `order.abandoned.list` in rising order of change, complete though rows move
/// while they are read.
///
/// A cursor takes no filter with it: what lies behind it may be outside of the window, and in some
/// carts it is an offset, past which rows slip. So pages are not followed. The next one asks for
/// what lies at or after the last time seen, and repeats the orders of that second. Where a whole
/// page lies within one second, it is asked for again, twice as long; where no page can be longer,
/// and in carts that do not list by time, pages are counted by offset and overlap by half. Not
/// every cart honours the window: rows outside of it are left out here.
///
/// @param path of the method
/// @param fields that each row has to have
/// @param kind of what is listed; carts come whole
record OrderListing(String path, String fields, Page.Kind kind) implements Listing {
  static final int PAGE_SIZE = 100;
  static final int MOST = 250;

  /// API2Cart gives no more than 250.
  static final OptionField PAGE_SIZE_OPTION =
      OptionField.pageSize("[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|250", PAGE_SIZE);

  static final String ORDERS = "/order.list.json";
  static final String CARTS = "/order.abandoned.list.json";
  static final String FIELDS =
      "{return_code,return_message,pagination,result{order{id,order_id,create_at,modified_at,"
          + "currency{iso3},status{id,name,refund_info},totals,total,refunds}}}";

  private static final String FROM = "modified_from";
  private static final String TO = "modified_to";
  private static final String START = "start";
  private static final String COUNT = "count";
  private static final DateTimeFormatter BOUND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxx", Locale.ROOT);

  static OrderListing ofOrders() {
    return new OrderListing(ORDERS, FIELDS, Page.Kind.ORDER);
  }

  static OrderListing ofCarts() {
    return new OrderListing(CARTS, "", Page.Kind.CART);
  }

  @Override
  public CartCall first(Window window, StoreContext store) {
    List<Parameter> query = new ArrayList<>(bounds(window));
    if (kind == Page.Kind.ORDER) {
      query.add(new Parameter("sort_by", "modified_at"));
      query.add(new Parameter("sort_direction", "asc"));
    }
    query.add(
        fields.isEmpty()
            ? new Parameter("params", "force_all")
            : new Parameter("response_fields", fields));
    query.add(new Parameter(START, "0"));
    query.add(new Parameter(COUNT, Integer.toString(Integer.parseInt(PAGE_SIZE_OPTION.of(store)))));
    return CartCall.get(path, query);
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    Instant bound = bound(call, FROM).orElse(Instant.EPOCH);
    Instant end = bound(call, TO).orElse(Instant.MAX);
    List<RawNode> nodes =
        kind == Page.Kind.CART
            ? Replies.listWhereOffered(reply, "order")
            : Replies.list(reply, "order");
    List<Page.Row> listed =
        nodes.stream().flatMap(node -> row(node, bound, store).stream()).toList();
    List<Page.Row> rows =
        listed.stream()
            .filter(row -> !row.changedAt().isBefore(bound) && !row.changedAt().isAfter(end))
            .toList();
    int count = number(call, COUNT, PAGE_SIZE);
    boolean more = Replies.cursor(reply).isPresent() || nodes.size() >= count;
    if (nodes.isEmpty() || !more) {
      return new Page(rows, Optional.empty());
    }
    boolean counted = number(call, START, 0) > 0;
    if (counted || !Page.ascends(listed) || listed.isEmpty()) {
      return new Page(at(bound, rows), Optional.of(further(call, nodes.size())));
    }
    Instant last = listed.getLast().changedAt();
    if (last.isAfter(bound)) {
      String text = BOUND.format(last.atOffset(ZoneOffset.UTC));
      CartCall next =
          call.with(FROM, text)
              .with(COUNT, Integer.toString(Integer.parseInt(PAGE_SIZE_OPTION.of(store))));
      return bound(next, FROM).filter(bound::isBefore).isPresent()
          ? new Page(rows, Optional.of(next))
          : new Page(at(bound, rows), Optional.of(longer(call, count, nodes.size())));
    }
    return new Page(at(bound, rows), Optional.of(longer(call, count, nodes.size())));
  }

  /// The window in whole seconds.
  static List<Parameter> bounds(Window window) {
    List<Parameter> bounds = new ArrayList<>();
    bounds.add(new Parameter(FROM, text(window.from())));
    window
        .to()
        .map(to -> to.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1))
        .ifPresent(to -> bounds.add(new Parameter(TO, text(to))));
    return bounds;
  }

  static Optional<Instant> changedAt(RawNode node, StoreContext store) {
    return Times.of(node, "modified_at", store).or(() -> Times.of(node, "create_at", store));
  }

  private Optional<Page.Row> row(RawNode node, Instant otherwise, StoreContext store) {
    Optional<ExternalId> id =
        kind == Page.Kind.CART ? node.id("basket_id").or(() -> node.id("id")) : node.id("id");
    Instant at = changedAt(node, store).orElse(otherwise);
    return id.map(
        known ->
            kind == Page.Kind.CART
                ? new Page.Row(kind, known, at, Optional.of(node.json()))
                : new Page.Row(kind, known, at, Optional.empty())
                    .withWorth(OrderWorth.of(node, store)));
  }

  private static String text(Instant bound) {
    return BOUND.format(bound.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }

  private static Optional<Instant> bound(CartCall call, String name) {
    return call.parameter(name).map(text -> BOUND.parse(text, Instant::from));
  }

  private static int number(CartCall call, String name, int otherwise) {
    return call.parameter(name).map(Integer::valueOf).orElse(otherwise);
  }

  /// Earlier times may follow: the rows count at the bound.
  private static List<Page.Row> at(Instant bound, List<Page.Row> rows) {
    return rows.stream()
        .map(
            row -> new Page.Row(row.kind(), row.id(), bound, row.document()).withWorth(row.worth()))
        .toList();
  }

  private static CartCall longer(CartCall call, int count, int rows) {
    return count < MOST && rows >= count
        ? call.with(COUNT, Integer.toString(Math.min(MOST, count * 2)))
        : further(call, rows);
  }

  private static CartCall further(CartCall call, int rows) {
    int start = number(call, START, 0) + Math.max(1, rows / 2);
    return call.with(START, Integer.toString(start));
  }
}
