package io.orderwire.connectors.magento;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Page;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A collection in rising order of a time and of ids, complete though rows move while it is read.
///
/// Magento pages by number: a row that changes between two pages leaves its place, all behind it
/// move up, and one of them is never seen; some versions repeat the last page for ever. So page
/// numbers are not used. The next page asks for what lies behind the last row seen: at or after its
/// time, and either after its time or with a higher id, which two groups of filters can say.
///
/// @param what the collection and how to read it
/// @param fields what of each row is asked for; empty for all
record EntityListing(Source what, String fields) implements Listing {
  private static final int FROM = 0;
  private static final int BEHIND = 1;

  /// A collection.
  interface Source {
    /// Under which it is searched.
    String path();

    /// The field that is filtered and sorted by.
    String time();

    /// The field that is unique and rises.
    String id();

    /// The member of a row that holds it, where it has another name than the field.
    default String idMember() {
      return id();
    }

    Optional<Page.Row> row(RawNode node, Instant at);
  }

  @Override
  public CartCall first(Window window, StoreContext store) {
    String from = Search.text(window.from());
    Search search =
        new Search()
            .where(new Search.Filter(what.time(), "gteq", from))
            .where(
                new Search.Filter(what.time(), "gt", from),
                new Search.Filter(what.id(), "gt", "0"));
    window
        .to()
        .ifPresent(to -> search.where(new Search.Filter(what.time(), "lteq", Search.text(to))));
    return search
        .by(what.time())
        .by(what.id())
        .pagesOf(Search.PAGE_SIZE_OPTION.of(store))
        .only(fields)
        .in(what.path(), store);
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    List<RawNode> items = Replies.items(reply);
    List<Page.Row> rows =
        items.stream()
            .flatMap(
                node -> node.instantInUtc(what.time()).flatMap(at -> what.row(node, at)).stream())
            .toList();
    int size = call.parameter(Search.SIZE).map(Integer::valueOf).orElse(Search.PAGE_SIZE);
    boolean more = items.size() >= size;
    return new Page(rows, more ? behind(call, items.getLast()) : Optional.empty());
  }

  /// Only forwards: a row whose place cannot be read, or which was there before, ends the listing.
  private Optional<CartCall> behind(CartCall call, RawNode last) {
    Optional<String> at = last.instantInUtc(what.time()).map(Search::text);
    Optional<ExternalId> id = last.id(what.idMember());
    if (at.isEmpty() || id.isEmpty()) {
      return Optional.empty();
    }
    CartCall next =
        call.with(Search.value(FROM, 0), at.get())
            .with(Search.value(BEHIND, 0), at.get())
            .with(Search.value(BEHIND, 1), id.get().value());
    return next.equals(call) ? Optional.empty() : Optional.of(next);
  }
}
