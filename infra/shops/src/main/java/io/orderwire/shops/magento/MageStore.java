package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The shop's database: orders, quotes and accounts, rows that hang on orders, ids, and the
/// one-second clock.
final class MageStore {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final Map<Long, MageOrder> orders = new LinkedHashMap<>();
  private final Map<String, MageQuote> quotes = new LinkedHashMap<>();
  private final Map<String, Long> accounts = new LinkedHashMap<>();
  private long nextOrder;
  private long nextPart;
  private long nextAccount = 11;

  final List<ObjectNode> invoices = new ArrayList<>();
  final List<ObjectNode> shipments = new ArrayList<>();
  final List<ObjectNode> creditMemos = new ArrayList<>();
  final List<ObjectNode> transactions = new ArrayList<>();

  MageStore(InstantSource clock, long firstId) {
    this.clock = clock;
    this.nextOrder = firstId;
    this.nextPart = firstId;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /// UTC without a zone.
  static String text(Instant time) {
    return UTC.format(time);
  }

  long orderId() {
    return nextOrder++;
  }

  /// An id for whatever is no order.
  long partId() {
    return nextPart++;
  }

  void add(MageOrder order) {
    orders.put(order.id, order);
  }

  Optional<MageOrder> order(String id) {
    return id.matches("[0-9]{1,18}")
        ? Optional.ofNullable(orders.get(Long.parseLong(id)))
        : Optional.empty();
  }

  List<MageOrder> orders() {
    return new ArrayList<>(orders.values());
  }

  void add(MageQuote quote) {
    quotes.put(Long.toString(quote.id()), quote);
  }

  Optional<MageQuote> quote(String id) {
    return Optional.ofNullable(quotes.get(id));
  }

  List<MageQuote> quotes() {
    return new ArrayList<>(quotes.values());
  }

  boolean isKnown(String account) {
    return accounts.containsKey(account);
  }

  long account(String name) {
    return accounts.computeIfAbsent(name, unknown -> nextAccount++);
  }
}
