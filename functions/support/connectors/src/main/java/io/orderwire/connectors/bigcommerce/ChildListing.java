package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
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

/// A V3 list of what hangs on orders, by its own time; each row stands for the order, which must be
/// fetched. Pages are numbers, in rising order of ids.
///
/// @param path under which it is listed
/// @param time the field of a row that says when, and the name of the filter by it
/// @param order the field of a row that names its order
/// @param ascending ids rise with that time, so that a watermark may move page by page
record ChildListing(String path, String time, String order, boolean ascending) implements Listing {
  private static final String PAGE = "page";
  private static final String LIMIT = "limit";

  @Override
  public CartCall first(Window window, StoreContext store) {
    List<Parameter> query = new ArrayList<>();
    query.add(new Parameter(time + ":min", bound(window.from())));
    window.to().ifPresent(to -> query.add(new Parameter(time + ":max", bound(to.plusSeconds(1)))));
    query.add(new Parameter(LIMIT, OrderListing.PAGE_SIZE_OPTION.of(store)));
    query.add(new Parameter(PAGE, "1"));
    return CartCall.get(path, query);
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    List<RawNode> children = Replies.list(reply);
    int limit = call.parameter(LIMIT).map(Integer::valueOf).orElse(OrderListing.PAGE_SIZE);
    boolean more = children.size() >= limit;
    Instant from = call.parameter(time + ":min").map(Instant::parse).orElse(Instant.EPOCH);
    return new Page(
        children.stream().flatMap(child -> row(child, from, more).stream()).toList(),
        more ? Optional.of(next(call)) : Optional.empty());
  }

  private Optional<Page.Row> row(RawNode child, Instant from, boolean more) {
    Optional<ExternalId> owner = child.id(order);
    Optional<Instant> at = child.instant(time);
    return owner.isEmpty() || at.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Page.Row(
                    Page.Kind.ORDER,
                    owner.get(),
                    ascending || !more ? at.get() : from,
                    Optional.empty())
                .withPart(child.text("id").map(id -> id + " " + at.get())));
  }

  private static CartCall next(CartCall call) {
    int page = call.parameter(PAGE).map(Integer::valueOf).orElse(1);
    return call.with(PAGE, Integer.toString(page + 1));
  }

  private static String bound(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
