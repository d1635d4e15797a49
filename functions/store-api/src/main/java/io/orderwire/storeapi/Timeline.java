package io.orderwire.storeapi;

import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.engine.RawKeys;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.RawArchive;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What came in about an order and what was recorded of it, in the order of our time: the archive's
/// receipts and the ledger's versions, merged.
final class Timeline {
  private final Ledger ledger;
  private final RawArchive archive;

  /// How far somebody has read: everything up to the name of a receipt, and all versions before
  /// one.
  record Position(String receipt, long version) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,9}) ([^/]*)");

    static final Position START = new Position("", 1);

    /// Empty for what is no cursor of ours.
    static Optional<Position> parse(String cursor) {
      try {
        Matcher text =
            FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        return text.matches()
            ? Optional.of(new Position(text.group(2), Long.parseLong(text.group(1))))
            : Optional.empty();
      } catch (IllegalArgumentException notEncoded) {
        return Optional.empty();
      }
    }

    String cursor() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((version + " " + receipt).getBytes(StandardCharsets.UTF_8));
    }
  }

  private record Receipt(String key, RawKeys.Payload payload) {}

  Timeline(World world) {
    this.ledger = world.ledger();
    this.archive = world.archive();
  }

  /// A page from a position on; no items at all if nothing is known of the order.
  ItemPage page(Connected store, Subject order, Position from, int limit) {
    String prefix = RawKeys.of(order);
    Deque<Receipt> receipts = new ArrayDeque<>(receipts(prefix, from, limit + 1));
    Deque<LedgerEntry> versions =
        new ArrayDeque<>(ledger.history(order, from.version(), limit + 1));
    List<TimelineItem> items = new ArrayList<>();
    Position reached = from;
    while (items.size() < limit && !(receipts.isEmpty() && versions.isEmpty())) {
      if (receiptIsNext(receipts, versions)) {
        Receipt next = receipts.removeFirst();
        items.add(TimelineItem.Received.of(next.key(), next.payload(), cartTime(store, next)));
        reached = new Position(next.key().substring(prefix.length()), reached.version());
      } else {
        LedgerEntry next = versions.removeFirst();
        items.add(TimelineItem.Recorded.of(next));
        reached = new Position(reached.receipt(), next.version() + 1);
      }
    }
    boolean whole = receipts.isEmpty() && versions.isEmpty();
    return new ItemPage(items, whole ? Optional.empty() : Optional.of(reached.cursor()));
  }

  /// A receipt comes before a version that was recorded in the same millisecond.
  private static boolean receiptIsNext(Deque<Receipt> receipts, Deque<LedgerEntry> versions) {
    if (receipts.isEmpty() || versions.isEmpty()) {
      return versions.isEmpty();
    }
    Instant recordedAt = Orders.recordedAt(versions.getFirst());
    return !receipts.getFirst().payload().at().isAfter(recordedAt);
  }

  private List<Receipt> receipts(String prefix, Position from, int limit) {
    return archive.list(prefix, prefix + from.receipt(), limit).stream()
        .flatMap(key -> RawKeys.read(key).map(payload -> new Receipt(key, payload)).stream())
        .toList();
  }

  private Optional<Instant> cartTime(Connected store, Receipt receipt) {
    return RawOrder.payload(archive, receipt.key())
        .map(document -> store.connector().orders().map(document, store.store().context()))
        .flatMap(
            mapping ->
                mapping instanceof Mapping.Normalized<PlatformOrder> order
                    ? Optional.of(order.value().times().updatedAt())
                    : Optional.empty());
  }
}
