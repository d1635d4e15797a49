package io.orderwire.storeapi;

import io.orderwire.message.Cause;
import io.orderwire.port.Ledger.Tally;
import io.orderwire.port.Ledger.Tally.Count;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What came through for a store, and about what that cost.
///
/// @param from beginning of the first hour that was asked for
/// @param complete false if there was more than one request counts; then nothing is known of what
/// lies before `countedFrom`, and it is in no figure
/// @param countsAtMost so many versions are counted by one request
/// @param versions of orders and carts
/// @param byCause the same, by what brought them
/// @param otherVersions of receipts, people and the store itself
/// @param hours each hour that was counted, the empty ones too
record UsageView(
    Instant from,
    Instant until,
    boolean complete,
    Optional<Instant> countedFrom,
    int countsAtMost,
    long versions,
    List<ByCause> byCause,
    long otherVersions,
    List<Hour> hours,
    UsageCost cost) {
  UsageView {
    byCause = List.copyOf(byCause);
    hours = List.copyOf(hours);
  }

  record ByCause(Cause cause, long versions) {}

  /// @param from its beginning
  /// @param byCause only what there was
  record Hour(Instant from, long versions, List<ByCause> byCause) {
    Hour {
      byCause = List.copyOf(byCause);
    }
  }

  /// The hours that are asked for, the last of which is under way.
  record Period(Instant from, Instant until) {
    static Period ofHours(int hours, Instant now) {
      return new Period(now.truncatedTo(ChronoUnit.HOURS).minus(hours - 1L, ChronoUnit.HOURS), now);
    }
  }

  static UsageView of(Period period, Tally tally, int most, UsageCost cost) {
    List<Count> counts = tally.counts().stream().filter(UsageView::isBilled).toList();
    Instant first =
        tally.countedFrom().map(at -> at.truncatedTo(ChronoUnit.HOURS)).orElse(period.from());
    return new UsageView(
        period.from(),
        period.until(),
        tally.countedFrom().isEmpty(),
        tally.countedFrom(),
        most,
        sum(counts.stream()),
        Arrays.stream(Cause.values())
            .map(cause -> byCause(cause, counts.stream().filter(each -> each.cause() == cause)))
            .toList(),
        sum(tally.counts().stream().filter(count -> !isBilled(count))),
        Stream.iterate(
                first,
                hour -> hour.isBefore(period.until()),
                hour -> hour.plus(1, ChronoUnit.HOURS))
            .map(hour -> hour(hour, counts))
            .toList(),
        cost);
  }

  private static Hour hour(Instant from, List<Count> all) {
    List<Count> counts = all.stream().filter(count -> count.hour().equals(from)).toList();
    return new Hour(
        from,
        sum(counts.stream()),
        counts.stream()
            .map(Count::cause)
            .distinct()
            .sorted()
            .map(cause -> byCause(cause, counts.stream().filter(each -> each.cause() == cause)))
            .toList());
  }

  private static ByCause byCause(Cause cause, Stream<Count> counts) {
    return new ByCause(cause, sum(counts));
  }

  private static long sum(Stream<Count> counts) {
    return counts.mapToLong(Count::versions).sum();
  }

  /// Orders and carts are what comes in; the rest is what is noted beside them.
  static boolean isBilled(Count count) {
    return count.kind() == Subject.Kind.ORDER || count.kind() == Subject.Kind.CART;
  }
}
