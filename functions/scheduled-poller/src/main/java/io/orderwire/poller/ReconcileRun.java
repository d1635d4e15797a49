package io.orderwire.poller;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A reconciliation on its way, as one job hands it to the next.
///
/// @param from the beginning of its window
/// @param to the end of its window
/// @param reached what was changed before is compared
/// @param seconds how long a stretch is compared at once
/// @param gaps ids of orders that the ledger did not hold as the cart does
/// @param awaited ids of further orders that shall be through before the run is
/// @param looks how often the gaps were looked at again
/// @param byWebhook gaps that a webhook closed in the end, and not the repair
/// @param more it was cut short: another run goes on from its end
record ReconcileRun(
    Instant from,
    Instant to,
    Instant reached,
    long seconds,
    Counts counts,
    List<String> gaps,
    List<String> awaited,
    int looks,
    int byWebhook,
    boolean more) {
  private static final long DAY = 86_400;

  ReconcileRun {
    gaps = List.copyOf(gaps);
    awaited = List.copyOf(awaited);
  }

  static ReconcileRun begin(Instant from, Instant to, List<String> awaited) {
    return new ReconcileRun(from, to, from, DAY, Counts.NONE, List.of(), awaited, 0, 0, false);
  }

  boolean isCompared() {
    return !reached.isBefore(to);
  }

  /// The end of the next stretch.
  Instant next() {
    Instant end = reached.plusSeconds(seconds);
    return end.isBefore(to) ? end : to;
  }

  /// A stretch is through.
  ReconcileRun compared(Instant until, Counts found, List<String> moreGaps) {
    List<String> all = new ArrayList<>(gaps);
    all.addAll(moreGaps);
    long longer = Math.min(DAY, seconds * 2);
    return new ReconcileRun(
        from, to, until, longer, counts.plus(found), all, awaited, looks, byWebhook, more);
  }

  /// With shorter stretches, when one was too long to be compared in one job.
  ReconcileRun halved() {
    return new ReconcileRun(
        from, to, reached, Math.max(1, seconds / 2), counts, gaps, awaited, looks, byWebhook, more);
  }

  /// Ends where it is.
  ReconcileRun cutShort() {
    return new ReconcileRun(
        from, reached, reached, seconds, counts, gaps, awaited, looks, byWebhook, true);
  }

  /// After another look at the gaps.
  ReconcileRun looked(List<String> openGaps, List<String> openAwaited, int closedByWebhook) {
    return new ReconcileRun(
        from,
        to,
        reached,
        seconds,
        counts,
        openGaps,
        openAwaited,
        looks + 1,
        byWebhook + closedByWebhook,
        more);
  }
}
