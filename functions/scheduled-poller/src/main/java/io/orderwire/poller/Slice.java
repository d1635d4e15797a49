package io.orderwire.poller;

import io.orderwire.connector.Page;
import io.orderwire.json.ContentHash;
import io.orderwire.message.Cause;
import io.orderwire.message.EventMetadata;
import io.orderwire.model.ExternalId;
import io.orderwire.poller.Comparison.Verdict;
import io.orderwire.port.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The orders that one stretch of a reconciliation's window compared, held in memory until the
/// stretch is through. It may end earlier than planned: then later rows do not count.
final class Slice {
  private static final Duration LATE = Duration.ofMinutes(5);

  private final Instant webhooksSince;
  private final Map<ExternalId, Compared> compared = new LinkedHashMap<>();
  private Instant latest = Instant.MIN;
  private Instant earliest = Instant.MAX;

  private record Compared(Instant at, boolean gap, Counts counts) {}

  /// @param webhooksSince changes before that cannot have come by webhook; `Instant.MAX` when the
  /// platform has none
  Slice(Instant webhooksSince) {
    this.webhooksSince = webhooksSince;
  }

  /// Takes a row; true if the ledger does not hold it as listed.
  boolean add(Page.Row row, Optional<LedgerEntry> held) {
    Comparison comparison = Comparison.of(row, held);
    boolean gap = comparison.verdict() != Verdict.EQUAL;
    boolean couldBePushed = !row.changedAt().isBefore(webhooksSince);
    boolean recovered = !gap && couldBePushed && held.filter(Slice::isPolled).isPresent();
    boolean late = !gap && held.filter(Slice::isLate).isPresent();
    Counts counts =
        new Counts(
            1,
            comparison.verdict() == Verdict.MISSING ? 0 : 1,
            comparison.verdict() == Verdict.MISSING ? 1 : 0,
            recovered ? 1 : 0,
            recovered || (gap && couldBePushed) ? 1 : 0,
            late ? 1 : 0,
            comparison.verdict() == Verdict.STALE ? 1 : 0,
            0,
            comparison.drift(),
            hash(row));
    compared.put(row.id(), new Compared(row.changedAt(), gap, counts));
    latest = row.changedAt().isAfter(latest) ? row.changedAt() : latest;
    earliest = row.changedAt().isBefore(earliest) ? row.changedAt() : earliest;
    return gap;
  }

  int size() {
    return compared.size();
  }

  boolean has(ExternalId id) {
    return compared.containsKey(id);
  }

  /// Where the stretch can end now without losing a row, if it can.
  Optional<Instant> cut() {
    return latest.isAfter(earliest) ? Optional.of(latest) : Optional.empty();
  }

  /// What counts if the stretch ends before `end`.
  Counts counts(Instant end) {
    return compared.values().stream()
        .filter(each -> each.at().isBefore(end))
        .map(Compared::counts)
        .reduce(Counts.NONE, Counts::plus);
  }

  List<String> gaps(Instant end) {
    return compared.entrySet().stream()
        .filter(each -> each.getValue().gap() && each.getValue().at().isBefore(end))
        .map(each -> each.getKey().value())
        .toList();
  }

  /// The latest version was not brought by a webhook but found by polling.
  static boolean isPolled(LedgerEntry held) {
    return held.event().detail().metadata().cause() == Cause.POLL;
  }

  private static boolean isLate(LedgerEntry held) {
    EventMetadata metadata = held.event().detail().metadata();
    return metadata.cause() == Cause.WEBHOOK
        && metadata.occurredAt().plus(LATE).isBefore(metadata.recordedAt());
  }

  private static String hash(Page.Row row) {
    String worth =
        row.worth()
            .map(
                each ->
                    each.grandTotal().amount().toPlainString()
                        + " "
                        + each.refunded().amount().toPlainString()
                        + " "
                        + each.grandTotal().currency())
            .orElse("- - -");
    String line = row.id() + " " + row.changedAt() + " " + worth;
    return ContentHash.sha256(line.getBytes(StandardCharsets.UTF_8));
  }
}
