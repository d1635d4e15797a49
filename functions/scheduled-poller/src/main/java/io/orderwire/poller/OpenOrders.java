package io.orderwire.poller;

import io.orderwire.connector.Descriptor.Rereads;
import io.orderwire.model.ExternalId;
import io.orderwire.model.OrderStatus;
import io.orderwire.port.Ledger.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The orders of a store that are to be read again: those that are not at their end, and those that
/// came to it lately. Kept from the ledger's change feed, so that finding them reads only what is
/// new; with each how it looked when it was last handed over.
///
/// As text: `o` for open or `c` for closed, the second of the last recorded change, `:`, the look.
/// The number is bounded, most recently changed first; the daily comparison covers the rest.
final class OpenOrders {
  /// What is kept in the place of a look of an order that the cart no longer listed.
  static final String MISSING = "missing";

  private static final int MOST_KEPT = 5_000;
  private static final Set<String> AT_THE_END =
      Set.of(word(OrderStatus.FULFILLED), word(OrderStatus.CANCELLED));

  private final TreeMap<String, Mark> orders = new TreeMap<>();

  private record Mark(boolean open, long second, String look) {
    static Mark parse(String text) {
      int colon = text.indexOf(':');
      return new Mark(
          text.startsWith("o"),
          Long.parseLong(text.substring(1, colon)),
          text.substring(colon + 1));
    }

    String text() {
      return (open ? "o" : "c") + second + ":" + look;
    }

    boolean isDue(Rereads facts, Instant now) {
      Duration kept = open ? facts.openFor() : facts.closedFor();
      return second >= now.minus(kept).getEpochSecond();
    }
  }

  OpenOrders(Map<String, String> kept) {
    kept.forEach((id, text) -> orders.put(id, Mark.parse(text)));
  }

  /// The feed tells of a version. Lines come in the order in which they were recorded.
  void recorded(Change change) {
    String id = change.subject().id();
    Mark before = orders.getOrDefault(id, new Mark(true, 0, ""));
    orders.put(
        id,
        new Mark(
            !AT_THE_END.contains(change.headline()),
            change.recordedAt().getEpochSecond(),
            before.look()));
  }

  /// Forgets what is no longer to be read again.
  void trim(Rereads facts, Instant now) {
    orders.values().removeIf(mark -> !mark.isDue(facts, now));
    List<String> surplus =
        orders.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, Mark> each) -> -each.getValue().second())
                    .thenComparing(Map.Entry::getKey))
            .skip(MOST_KEPT)
            .map(Map.Entry::getKey)
            .toList();
    surplus.forEach(orders::remove);
  }

  /// In the order of their ids, those behind `after`.
  List<ExternalId> after(String after) {
    return orders.tailMap(after, false).keySet().stream().map(ExternalId::new).toList();
  }

  boolean knows(ExternalId id, String look) {
    return look(id).equals(look);
  }

  /// How the order looked when it was last handed over; empty if it never was.
  String look(ExternalId id) {
    return Optional.ofNullable(orders.get(id.value())).map(Mark::look).orElse("");
  }

  void handedOver(ExternalId id, String look) {
    orders.computeIfPresent(id.value(), (key, mark) -> new Mark(mark.open(), mark.second(), look));
  }

  Map<String, String> kept() {
    Map<String, String> kept = new LinkedHashMap<>();
    orders.forEach((id, mark) -> kept.put(id, mark.text()));
    return kept;
  }

  private static String word(OrderStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
