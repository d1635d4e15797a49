package io.orderwire.poller;

import io.orderwire.connector.Page;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which rows of a loop were enqueued already: id to `{epoch second}:{hash}`. The overlap of
/// queries lists rows again and again; only those that changed are enqueued.
///
/// What is forgotten is enqueued once more, which costs a read and changes nothing: so the number
/// is bounded, oldest first.
final class Seen {
  private static final int MOST_KEPT = 2_000;
  private static final int HASH_LENGTH = 12;
  private static final char SEPARATOR = ':';

  private final Map<String, String> rows;

  Seen(Map<String, String> rows) {
    this.rows = new LinkedHashMap<>(rows);
  }

  boolean knows(Page.Row row) {
    return Optional.ofNullable(rows.get(key(row))).equals(Optional.of(mark(row)));
  }

  void add(Page.Row row) {
    rows.put(key(row), mark(row));
  }

  /// What is worth remembering.
  ///
  /// @param horizon rows before it will not be listed again
  Map<String, String> kept(Optional<Instant> horizon) {
    long from = horizon.map(Instant::getEpochSecond).orElse(Long.MIN_VALUE);
    Map<String, String> kept = new LinkedHashMap<>();
    rows.entrySet().stream()
        .filter(entry -> second(entry.getValue()) >= from)
        .sorted(
            Comparator.comparingLong((Map.Entry<String, String> e) -> -second(e.getValue()))
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_KEPT)
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    return kept;
  }

  private static String key(Page.Row row) {
    String part = row.part().map(id -> "/" + id).orElse("");
    return switch (row.kind()) {
      case ORDER -> row.id().value() + part;
      case CART -> "cart#" + row.id().value() + part;
    };
  }

  private static String mark(Page.Row row) {
    return row.changedAt().getEpochSecond() + "" + SEPARATOR + hash(row).substring(0, HASH_LENGTH);
  }

  /// The hash of a row's content; of its change time where the listing carries no content.
  static String hash(Page.Row row) {
    return ContentHash.sha256(
        row.document()
            .map(Json::bytes)
            .orElseGet(
                () ->
                    (row.changedAt() + row.part().map(id -> "/" + id).orElse(""))
                        .getBytes(StandardCharsets.UTF_8)));
  }

  private static long second(String mark) {
    return Long.parseLong(mark.substring(0, mark.indexOf(SEPARATOR)));
  }
}
