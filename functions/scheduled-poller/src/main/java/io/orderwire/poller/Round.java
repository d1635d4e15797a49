package io.orderwire.poller;

import io.orderwire.connector.Page;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.port.Stores.Polling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The state of one job while it lists: which rows are news, and how far the watermark may move.
/// Only what is durably enqueued moves it.
final class Round {
  /// A row from further in the future than any clock skew is a mistake of the shop's: believing it
  /// would skip everything until then.
  private static final Duration CREDIBLE_AHEAD = Duration.ofHours(1);

  private final PollJob job;
  private final Loop loop;
  private final Instant begin;
  private final Seen seen;
  private Optional<Polling> saved;
  private Optional<Instant> reached;
  private boolean changed;

  /// The beginning of a round.
  ///
  /// @param saved where the loop stands; empty at its first poll
  /// @param begin the watermark to start from at the first poll
  Round(PollJob job, Loop loop, Optional<Polling> saved, Instant begin) {
    this.job = job;
    this.loop = loop;
    this.saved = saved;
    this.begin = begin;
    this.seen = new Seen(saved.map(Polling::seen).orElse(Map.of()));
    this.reached = job.reached();
  }

  /// Back-fills leave the watermark and what was seen alone.
  boolean movesWatermark() {
    return job.cause() == Cause.POLL;
  }

  /// The messages for the rows of a page that are news.
  ///
  /// @param isHeld knows of a row whether the ledger holds all that a fetch would bring
  List<IntakeMessage> news(Page page, Predicate<Page.Row> isHeld, Instant now) {
    List<IntakeMessage> messages = new ArrayList<>();
    for (Page.Row row : page.rows()) {
      if (!movesWatermark() || !(seen.knows(row) || isHeld.test(row))) {
        messages.add(Handover.row(job, row, now));
      }
    }
    return messages;
  }

  /// The page's news are durably enqueued.
  void enqueued(Page page, Instant now) {
    Instant credible = now.plus(CREDIBLE_AHEAD);
    for (Page.Row row : page.rows()) {
      if (!seen.knows(row)) {
        seen.add(row);
        changed = true;
      }
      if (!row.changedAt().isAfter(credible)) {
        reached =
            Optional.of(
                reached.filter(each -> each.isAfter(row.changedAt())).orElse(row.changedAt()));
      }
    }
  }

  Optional<Instant> reached() {
    return reached;
  }

  /// Up to where the loop has come; empty before anything was listed and for back-fills.
  Optional<Instant> watermark() {
    return saved.map(Polling::watermark);
  }

  /// What is to be saved after a page, or at the end of the listing; empty if nothing changed.
  Optional<Polling> toSave(boolean ended) {
    Instant watermark = watermark(ended || loop.ascending());
    boolean moved = saved.map(Polling::watermark).filter(watermark::equals).isEmpty();
    boolean first = saved.isEmpty() && !changed && watermark.equals(begin);
    if (!movesWatermark() || first || !(moved || changed)) {
      return Optional.empty();
    }
    Optional<Instant> horizon =
        loop.byChangeTime() ? Optional.of(watermark.minus(loop.overlap())) : Optional.empty();
    return Optional.of(
        new Polling(watermark, seen.kept(horizon), saved.map(Polling::revision).orElse(0L)));
  }

  void wasSaved(Polling polling) {
    saved = Optional.of(new Polling(polling.watermark(), polling.seen(), polling.revision() + 1));
    changed = false;
  }

  private Instant watermark(boolean mayMove) {
    Instant now = saved.map(Polling::watermark).orElse(begin);
    return mayMove ? reached.filter(now::isBefore).orElse(now) : now;
  }
}
