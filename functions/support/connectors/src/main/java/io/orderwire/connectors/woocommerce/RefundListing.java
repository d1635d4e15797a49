package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Page;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `GET /refunds`, which WooCommerce has since 9.0: refunds of all orders by when they were made.
/// Each row stands for the refunded order, which must be fetched.
///
/// A refund never changes its place, so page numbers will do: only one that is deleted meanwhile
/// moves those behind it, and the overlap of the next query lists these again.
final class RefundListing implements Listing {

  @Override
  public CartCall first(Window window, StoreContext store) {
    List<Parameter> query = new ArrayList<>();
    query.add(new Parameter("after", bound(window.from(), -1)));
    window.to().ifPresent(to -> query.add(new Parameter("before", bound(to, 1))));
    query.add(new Parameter("dates_are_gmt", "true"));
    query.add(new Parameter("orderby", "date"));
    query.add(new Parameter("order", "asc"));
    query.add(new Parameter("per_page", OrderListing.PAGE_SIZE_OPTION.of(store)));
    query.add(new Parameter("page", "1"));
    return Endpoints.get(store, "/refunds", query);
  }

  /// The bounds are exclusive, in whole seconds, without a zone.
  private static String bound(Instant time, int seconds) {
    return OrderListing.zoneless(time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds));
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    List<RawNode> refunds = RawNode.root(Replies.json(reply), RawReads.UNTRACKED).elements();
    List<Page.Row> rows = refunds.stream().flatMap(refund -> row(refund).stream()).toList();
    return new Page(
        rows,
        OrderListing.hasMore(call, reply, refunds.size())
            ? Optional.of(OrderListing.nextNumber(call))
            : Optional.empty());
  }

  private static Optional<Page.Row> row(RawNode refund) {
    Optional<ExternalId> order = refund.id("parent_id");
    Optional<Instant> at = refund.instantInUtc("date_created_gmt");
    return order.isEmpty() || at.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Page.Row(Page.Kind.ORDER, order.get(), at.get(), Optional.empty())
                .withPart(refund.text("id")));
  }
}
