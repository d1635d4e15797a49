package io.orderwire.normalizer;

import io.orderwire.engine.EventReplay;
import io.orderwire.engine.EventReplays;
import io.orderwire.engine.EventReplays.Held;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.Ledger.Change;
import io.orderwire.port.Ledger.ChangePage;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Goes on with a replay: puts the events of what the ledger recorded on the bus once more, as the
/// ledger has it now, each marked as a replay.
///
/// After each page it is written down how far it came, under the condition that nobody else did: so
/// it goes on after a crash at any point, a second message of the same replay gives way, and a
/// cancellation stops it at the next page. A page that was on the bus when it crashed is put there
/// again: the same ids and the same bytes, which consumers drop.
final class Republishing {
  /// Two calls of the bus.
  private static final int PAGE = 20;

  /// Then others of the queue have a turn.
  private static final Duration SLICE = Duration.ofSeconds(20);

  private final World world;
  private final EventReplays replays;

  /// A part of the ledger.
  ///
  /// @param cursor where it goes on; empty where there is no more
  private record Page(
      List<LedgerEntry> entries, Optional<String> cursor, Optional<Instant> reached) {}

  Republishing(World world) {
    this.world = world;
    this.replays = new EventReplays(world.stores());
  }

  Outcome goOn(Receipt receipt) {
    Optional<Held> held = replays.of(receipt.message()).filter(each -> !each.replay().isOver());
    if (held.isEmpty()) {
      return Outcome.of(What.IGNORED, "the replay is over");
    }
    EventReplay replay = held.get().replay();
    Duration wait = Duration.between(now(), replay.begins());
    if (receipt.message().attempt() == 0 || wait.isPositive()) {
      world.intake().sendLater(going(receipt.message()), wait.isPositive() ? wait : Duration.ZERO);
      return told(replay, "begins in bulk");
    }
    return run(receipt, held.get());
  }

  /// At least a page, so that each message gets on; more while there is time.
  private Outcome run(Receipt receipt, Held found) {
    Held held = found;
    Instant slice = now().plus(SLICE);
    Instant end = slice.isBefore(receipt.deadline()) ? slice : receipt.deadline();
    do {
      EventReplay after = page(held.replay());
      Optional<Held> saved = replays.save(held, after);
      if (saved.isEmpty()) {
        return Outcome.of(
            What.IGNORED, "replay " + after.id() + ": cancelled, or another message goes on");
      }
      world
          .metrics()
          .count(
              "events_replayed",
              after.progress().published() - held.replay().progress().published(),
              receipt.store().platform().value());
      held = saved.get();
      if (after.isOver()) {
        return told(after, "ended with %d events".formatted(after.progress().published()));
      }
      if (after.progress().refusals() > 0) {
        world.intake().sendLater(going(receipt.message()), after.pause());
        return told(after, "the bus refused an event");
      }
    } while (now().isBefore(end));
    world.intake().send(going(receipt.message()));
    return told(held.replay(), "goes on behind %d".formatted(held.replay().progress().published()));
  }

  private EventReplay page(EventReplay replay) {
    Optional<Subject.Kind> kind = replay.kind();
    if (kind.isEmpty()) {
      return replay.ended(EventReplay.State.DONE, Optional.empty(), now());
    }
    Page page =
        replay
            .selection()
            .order()
            .map(order -> history(replay, order))
            .orElseGet(() -> feed(replay, kind.get()));
    List<LedgerEntry> due =
        page.entries().stream()
            .filter(LedgerEntry::announced)
            .filter(entry -> replay.holds(entry.event()))
            .map(LedgerEntry::replayed)
            .toList();
    OptionalInt refused = world.publisher().publish(due);
    if (refused.isPresent()) {
      LedgerEntry entry = due.get(refused.getAsInt());
      return replay.refused(entry.subject().eventId(entry.version()), now());
    }
    return replay.after(new EventReplay.Step(due.size(), page.cursor(), page.reached()), now());
  }

  private Page feed(EventReplay replay, Subject.Kind kind) {
    ChangePage page =
        world
            .ledger()
            .changedSince(
                replay.storeId(),
                kind,
                replay.selection().from().orElse(Instant.EPOCH),
                replay.progress().cursor(),
                PAGE);
    List<Change> due =
        page.changes().stream()
            .takeWhile(line -> !line.recordedAt().isAfter(replay.until()))
            .toList();
    return new Page(
        due.stream()
            .flatMap(line -> world.ledger().version(line.subject(), line.version()).stream())
            .toList(),
        page.nextCursor().filter(next -> due.size() == page.changes().size()),
        due.isEmpty() ? Optional.empty() : Optional.of(due.getLast().recordedAt()));
  }

  /// The cursor is the version that comes next.
  private Page history(EventReplay replay, ExternalId order) {
    long next = replay.progress().cursor().map(Long::parseLong).orElse(1L);
    List<LedgerEntry> entries =
        world.ledger().history(Subject.order(replay.storeId(), order), next, PAGE);
    return new Page(
        entries,
        entries.size() < PAGE
            ? Optional.empty()
            : Optional.of(Long.toString(entries.getLast().version() + 1)),
        entries.isEmpty()
            ? Optional.empty()
            : Optional.of(entries.getLast().event().detail().metadata().recordedAt()));
  }

  private static IntakeMessage going(IntakeMessage message) {
    return message.attempt() == 0 ? message.again() : message;
  }

  private static Outcome told(EventReplay replay, String detail) {
    return Outcome.of(What.REPUBLISHED, "replay " + replay.id() + ": " + detail);
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
