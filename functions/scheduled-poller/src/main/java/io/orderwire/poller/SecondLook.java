package io.orderwire.poller;

import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.engine.Errand;
import io.orderwire.engine.FeedReader;
import io.orderwire.engine.FeedReader.Progress;
import io.orderwire.model.ExternalId;
import io.orderwire.poller.Comparison.Verdict;
import io.orderwire.port.Ledger;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks the cart for orders by their ids and says of each whether the ledger holds it as the cart
/// does by now.
final class SecondLook {
  private final Ledger ledger;
  private final FeedReader reader;
  private final Errand errand;

  /// What was found. Orders that could not be asked for count as open.
  ///
  /// @param byWebhook closed ones whose latest version a webhook brought
  /// @param stopped why not all were asked for
  record Found(List<String> open, int byWebhook, Optional<Progress> stopped) {
    Found {
      open = List.copyOf(open);
    }
  }

  SecondLook(Ledger ledger, FeedReader reader, Errand errand) {
    this.ledger = ledger;
    this.reader = reader;
    this.errand = errand;
  }

  Found at(List<String> ids) {
    OrdersById byId = errand.connector().feed().byId();
    List<String> open = new ArrayList<>();
    int byWebhook = 0;
    for (int start = 0; start < ids.size(); start += byId.most()) {
      List<ExternalId> batch =
          ids.subList(start, Math.min(start + byId.most(), ids.size())).stream()
              .map(ExternalId::new)
              .toList();
      Map<ExternalId, Page.Row> rows = new LinkedHashMap<>();
      Progress progress =
          reader.read(
              errand,
              byId,
              byId.call(batch, errand.store().context()),
              page -> {
                page.rows().forEach(row -> rows.put(row.id(), row));
                return true;
              });
      if (!(progress instanceof Progress.Ended)) {
        open.addAll(ids.subList(start, ids.size()));
        return new Found(open, byWebhook, Optional.of(progress));
      }
      for (ExternalId id : batch) {
        Optional<LedgerEntry> held =
            ledger.newest(Subject.order(errand.store().id(), id), Consistency.STRONG);
        if (!isEqual(Optional.ofNullable(rows.get(id)), held)) {
          open.add(id.value());
        } else if (held.filter(each -> !Slice.isPolled(each)).isPresent()) {
          byWebhook++;
        }
      }
    }
    return new Found(open, byWebhook, Optional.empty());
  }

  /// An order that the cart has no more is to be cancelled, or never seen at all.
  private static boolean isEqual(Optional<Page.Row> row, Optional<LedgerEntry> held) {
    if (row.filter(each -> each.kind() == Page.Kind.CART).isPresent()) {
      return true;
    }
    return row.map(each -> Comparison.of(each, held).verdict() == Verdict.EQUAL)
        .orElseGet(
            () ->
                held.flatMap(LedgerEntry::order)
                    .filter(o -> !MissingOrders.isCancelled(o))
                    .isEmpty());
  }
}
