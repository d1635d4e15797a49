package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.StoreId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A window of the past that is listed once, in the calls that other work leaves: who asked, how
/// far it came, how it ended. What is here is durable: whoever goes on, goes on from here.
///
/// @param id rises with the time at which it was asked for
/// @param from by the cart's clock
/// @param to by the cart's clock
/// @param startedAt when its first page was listed
/// @param touchedAt when something was last heard of it
/// @param pages that were listed and handed over
/// @param orders that were listed and handed over
/// @param total how many the platform counts in the window, where it gives one
/// @param reached up to which change time everything is handed over, where the listing goes by that
/// @param next the connector's next call; empty before the first page
/// @param restartedAt from which change time the listing was begun anew last: platforms end a
/// listing that gets too deep
/// @param detail why it waits or failed
public record Backfill(
    String id,
    StoreId storeId,
    Instant from,
    Instant to,
    State state,
    Instant requestedAt,
    Optional<Instant> startedAt,
    Instant touchedAt,
    Optional<Instant> endedAt,
    long pages,
    long orders,
    Optional<Long> total,
    Optional<Instant> reached,
    Optional<JsonNode> next,
    Optional<Instant> restartedAt,
    Optional<String> detail)
    implements JobNotes.Job {

  public Backfill {
    next = next.filter(call -> !call.isNull());
  }

  /// Where it stands.
  public enum State {
    /// Waits for an earlier one of the same store, or for its first page.
    QUEUED,
    RUNNING,
    DONE,
    CANCELLED,
    /// Cannot go on: see the detail.
    FAILED;

    public boolean isOver() {
      return switch (this) {
        case QUEUED, RUNNING -> false;
        case DONE, CANCELLED, FAILED -> true;
      };
    }
  }

  @Override
  public boolean isOver() {
    return state.isOver();
  }

  /// One that somebody asks for now.
  public static Backfill asked(String id, StoreId storeId, Instant from, Instant to, Instant now) {
    return new Backfill(
        id,
        storeId,
        from,
        to,
        State.QUEUED,
        now,
        Optional.empty(),
        now,
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// A page was handed over.
  public Backfill after(Step step, Instant now) {
    return new Backfill(
        id,
        storeId,
        from,
        to,
        State.RUNNING,
        requestedAt,
        Optional.of(startedAt.orElse(now)),
        now,
        Optional.empty(),
        pages + 1,
        orders + step.orders(),
        total,
        step.reached().or(() -> reached),
        step.next(),
        restartedAt,
        Optional.empty());
  }

  /// What a page brought.
  ///
  /// @param reached the latest change time of an ordered listing
  public record Step(int orders, Optional<Instant> reached, Optional<JsonNode> next) {}

  /// The platform counts so many in the window.
  public Backfill counted(long count) {
    return new Backfill(
        id,
        storeId,
        from,
        to,
        state,
        requestedAt,
        startedAt,
        touchedAt,
        endedAt,
        pages,
        orders,
        Optional.of(count),
        reached,
        next,
        restartedAt,
        detail);
  }

  /// The listing begins anew where everything before is handed over, unless it did so already.
  public Backfill restarted() {
    return mayRestart()
        ? new Backfill(
            id,
            storeId,
            from,
            to,
            state,
            requestedAt,
            startedAt,
            touchedAt,
            endedAt,
            pages,
            orders,
            total,
            reached,
            Optional.empty(),
            reached,
            detail)
        : this;
  }

  /// Without progress since the last time it would go in circles.
  private boolean mayRestart() {
    return reached
        .filter(at -> restartedAt.filter(before -> !before.isBefore(at)).isEmpty())
        .isPresent();
  }

  public Backfill ended(State newState, Optional<String> why, Instant now) {
    return new Backfill(
        id,
        storeId,
        from,
        to,
        newState,
        requestedAt,
        startedAt,
        now,
        Optional.of(now),
        pages,
        orders,
        total,
        newState == State.DONE ? Optional.of(to) : reached,
        newState == State.DONE ? Optional.empty() : next,
        restartedAt,
        why);
  }

  /// It waits, for what `why` says.
  public Backfill waiting(String why, Instant now) {
    return new Backfill(
        id,
        storeId,
        from,
        to,
        state,
        requestedAt,
        startedAt,
        now,
        endedAt,
        pages,
        orders,
        total,
        reached,
        next,
        restartedAt,
        Optional.of(why));
  }

  /// How much of it is done, and by what that is measured.
  ///
  /// @param measure `count` of the platform, or `time` covered by the listing
  public record Progress(int percent, String measure) {}

  /// Empty while nothing tells.
  public Optional<Progress> progress() {
    if (state == State.DONE) {
      return Optional.of(new Progress(100, total.isPresent() ? "count" : "time"));
    }
    if (total.filter(each -> each > 0).isPresent()) {
      return Optional.of(new Progress(percent(orders, total.get()), "count"));
    }
    return reached.map(
        at ->
            new Progress(
                percent(
                    Duration.between(from, at).toSeconds(), Duration.between(from, to).toSeconds()),
                "time"));
  }

  /// Orders a minute since it began.
  public Optional<Long> ordersPerMinute() {
    return startedAt
        .map(start -> Duration.between(start, endedAt.orElse(touchedAt)).toMillis())
        .filter(millis -> millis > 0)
        .map(millis -> orders * 60_000 / millis);
  }

  /// When it will be done if it goes on as it did.
  public Optional<Instant> estimatedEnd() {
    if (state != State.RUNNING || startedAt.isEmpty()) {
      return Optional.empty();
    }
    return progress()
        .map(Progress::percent)
        .filter(percent -> percent > 0)
        .map(
            percent -> {
              Duration spent = Duration.between(startedAt.get(), touchedAt);
              return touchedAt.plus(spent.multipliedBy(100L - percent).dividedBy(percent));
            });
  }

  private static int percent(long part, long whole) {
    return whole <= 0 ? 0 : Math.clamp(part * 100 / whole, 0, 99);
  }
}
