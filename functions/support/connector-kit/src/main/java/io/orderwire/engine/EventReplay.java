package io.orderwire.engine;

import io.orderwire.message.Event;
import io.orderwire.message.EventType;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Events of a store that are put on the bus once more, marked as a replay: which, how far it came,
/// how it ended. What is here is durable: whoever goes on, goes on from here.
///
/// @param id a number that rises
/// @param askedAt what is recorded later is announced anyway, and is no part of it
/// @param touchedAt when something was last heard of it
/// @param detail why it waits or failed
public record EventReplay(
    String id,
    StoreId storeId,
    Selection selection,
    State state,
    Instant askedAt,
    Optional<Instant> startedAt,
    Instant touchedAt,
    Optional<Instant> endedAt,
    Progress progress,
    Optional<String> detail)
    implements JobNotes.Job {

  /// The change feed is eventually consistent: its end is left alone for so long.
  public static final Duration SETTLES_AFTER = Duration.ofSeconds(5);

  /// With pauses that grow, about half an hour without one page that gets through.
  private static final int MOST_REFUSALS = 10;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

  /// Where it stands.
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    CANCELLED,
    /// The bus takes none of it: see the detail.
    FAILED;

    public boolean isOver() {
      return switch (this) {
        case QUEUED, RUNNING -> false;
        case DONE, CANCELLED, FAILED -> true;
      };
    }
  }

  /// Which events are wanted: of a period, of an order, or of an order in a period.
  ///
  /// @param from the first instant at which they were recorded
  /// @param to the last one
  /// @param eventTypes empty for all
  public record Selection(
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<ExternalId> order,
      List<EventType> eventTypes) {
    public Selection {
      eventTypes = eventTypes.stream().distinct().sorted().toList();
    }

    /// The kinds of subject that hold such events, one after another.
    public List<Subject.Kind> kinds() {
      return Arrays.stream(Subject.Kind.values())
          .filter(kind -> order.isEmpty() || kind == Subject.Kind.ORDER)
          .filter(
              kind ->
                  eventTypes.isEmpty()
                      || eventTypes.stream().anyMatch(type -> kind == Subject.Kind.of(type)))
          .toList();
    }

    private boolean wants(EventType type) {
      return eventTypes.isEmpty() || eventTypes.contains(type);
    }
  }

  /// How far it came.
  ///
  /// @param published events that are on the bus
  /// @param part which of the selection's kinds it is at
  /// @param cursor where that kind goes on; empty at its beginning
  /// @param reached when the last that was looked at was recorded
  /// @param refusals how often the bus refused something, since it last took a page
  public record Progress(
      long published, int part, Optional<String> cursor, Optional<Instant> reached, int refusals) {}

  /// What a page brought.
  ///
  /// @param cursor where it goes on; empty where this kind has no more
  public record Step(long published, Optional<String> cursor, Optional<Instant> reached) {}

  static EventReplay asked(String id, StoreId storeId, Selection selection, Instant now) {
    return new EventReplay(
        id,
        storeId,
        selection,
        State.QUEUED,
        now,
        Optional.empty(),
        now,
        Optional.empty(),
        new Progress(0, 0, Optional.empty(), Optional.empty(), 0),
        Optional.empty());
  }

  @Override
  public boolean isOver() {
    return state.isOver();
  }

  /// The last instant of which it holds events.
  public Instant until() {
    return selection.to().filter(end -> end.isBefore(askedAt)).orElse(askedAt);
  }

  /// When all that it holds can be read.
  public Instant begins() {
    return until().plus(SETTLES_AFTER);
  }

  /// What it is at; empty if there is no more.
  public Optional<Subject.Kind> kind() {
    return selection.kinds().stream().skip(progress.part()).findFirst();
  }

  public boolean holds(Event event) {
    Instant recordedAt = event.detail().metadata().recordedAt();
    return selection.wants(event.type())
        && !recordedAt.isAfter(until())
        && selection.from().filter(recordedAt::isBefore).isEmpty();
  }

  /// A page is on the bus.
  public EventReplay after(Step step, Instant now) {
    Progress further =
        new Progress(
            progress.published() + step.published(),
            progress.part() + (step.cursor().isPresent() ? 0 : 1),
            step.cursor(),
            step.reached().or(progress::reached),
            0);
    EventReplay next = going(further, Optional.empty(), now);
    return next.kind().isPresent() ? next : next.ended(State.DONE, Optional.empty(), now);
  }

  /// The bus refused an event of a page, which comes again: after [#pause], or never more.
  public EventReplay refused(String eventId, Instant now) {
    int refusals = progress.refusals() + 1;
    Progress same =
        new Progress(
            progress.published(), progress.part(), progress.cursor(), progress.reached(), refusals);
    String again = "the bus does not take %s; it is tried again".formatted(eventId);
    EventReplay next = going(same, Optional.of(again), now);
    return refusals < MOST_REFUSALS
        ? next
        : next.ended(
            State.FAILED,
            Optional.of(
                "the bus took %s in none of %d tries; ask for the replay again once it takes events"
                    .formatted(eventId, refusals)),
            now);
  }

  /// How long to wait after what was refused last.
  public Duration pause() {
    return FIRST_PAUSE.multipliedBy(progress.refusals());
  }

  public EventReplay ended(State newState, Optional<String> why, Instant now) {
    return new EventReplay(
        id, storeId, selection, newState, askedAt, startedAt, now, Optional.of(now), progress, why);
  }

  private EventReplay going(Progress newProgress, Optional<String> why, Instant now) {
    return new EventReplay(
        id,
        storeId,
        selection,
        State.RUNNING,
        askedAt,
        Optional.of(startedAt.orElse(now)),
        now,
        Optional.empty(),
        newProgress,
        why);
  }
}
