package io.orderwire.engine;

import io.orderwire.model.StoreId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A store's orders made again of what is archived, with one version of its mapping and without a
/// call to its cart: how far it came, how it ended. What is here is durable: whoever goes on, goes
/// on from here.
///
/// @param id a number that rises
/// @param mappingVersion the version that was active when it was asked for
/// @param begins what was recorded later was made with that version already, but for what versions
/// before handed on to it
/// @param touchedAt when something was last heard of it
/// @param orders that were looked at, each as it stands
/// @param changed of these, those that got a new version
/// @param skipped of these, those of which nothing can be made again: nothing is archived, or what
/// is archived is no order by itself
/// @param waiting of these, those that would be committed once their cart is asked: at their next
/// change, when they are replayed, or when their time is back-filled
/// @param cursor where the store's change feed goes on; empty before the first page
/// @param first when the first of what was looked at was recorded
/// @param reached when the last of it was recorded
/// @param detail why it ended early
public record Remap(
    String id,
    StoreId storeId,
    int mappingVersion,
    State state,
    Instant requestedAt,
    Instant begins,
    Optional<Instant> startedAt,
    Instant touchedAt,
    Optional<Instant> endedAt,
    long orders,
    long changed,
    long skipped,
    long waiting,
    Optional<String> cursor,
    Optional<Instant> first,
    Optional<Instant> reached,
    Optional<String> detail)
    implements JobNotes.Job {

  /// Processes know a store for some seconds: only what is recorded after that is sure to be made
  /// with the mapping that is active now.
  public static final Duration BEGINS_AFTER = Duration.ofSeconds(10);

  /// Where it stands.
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    CANCELLED;

    public boolean isOver() {
      return switch (this) {
        case QUEUED, RUNNING -> false;
        case DONE, CANCELLED -> true;
      };
    }
  }

  @Override
  public boolean isOver() {
    return state.isOver();
  }

  static Remap asked(String id, StoreId storeId, int mappingVersion, Instant now) {
    return new Remap(
        id,
        storeId,
        mappingVersion,
        State.QUEUED,
        now,
        now.plus(BEGINS_AFTER),
        Optional.empty(),
        now,
        Optional.empty(),
        0,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// What a page of the change feed brought.
  ///
  /// @param cursor where the feed goes on
  public record Step(
      long orders,
      long changed,
      long skipped,
      long waiting,
      Optional<String> cursor,
      Optional<Instant> first,
      Optional<Instant> reached) {}

  public Remap after(Step step, Instant now) {
    return new Remap(
        id,
        storeId,
        mappingVersion,
        State.RUNNING,
        requestedAt,
        begins,
        Optional.of(startedAt.orElse(now)),
        now,
        Optional.empty(),
        orders + step.orders(),
        changed + step.changed(),
        skipped + step.skipped(),
        waiting + step.waiting(),
        step.cursor(),
        first.or(step::first),
        step.reached().or(() -> reached),
        Optional.empty());
  }

  public Remap ended(State newState, Optional<String> why, Instant now) {
    return new Remap(
        id,
        storeId,
        mappingVersion,
        newState,
        requestedAt,
        begins,
        startedAt,
        now,
        Optional.of(now),
        orders,
        changed,
        skipped,
        waiting,
        cursor,
        first,
        reached,
        why);
  }

  /// How much of the time in which orders were recorded is done, in percent; empty while nothing
  /// tells.
  public Optional<Integer> percent() {
    if (state == State.DONE) {
      return Optional.of(100);
    }
    return first.flatMap(
        from ->
            reached.map(to -> percent(Duration.between(from, to), Duration.between(from, begins))));
  }

  private static int percent(Duration part, Duration whole) {
    return whole.toMillis() <= 0 ? 0 : Math.clamp(part.toMillis() * 100 / whole.toMillis(), 0, 99);
  }
}
