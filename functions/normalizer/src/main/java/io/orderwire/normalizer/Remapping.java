package io.orderwire.normalizer;

import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.Considered;
import io.orderwire.engine.Remap;
import io.orderwire.engine.Remap.State;
import io.orderwire.engine.Remaps;
import io.orderwire.engine.Remaps.Held;
import io.orderwire.engine.Reprojection;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.Order;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.Ledger.Change;
import io.orderwire.port.Ledger.ChangePage;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goes on with a remap: along the store's change feed, order by order, each made again of what is
/// archived, recorded where it says something new.
///
/// After each page it is written down how far it came, under the condition that nobody else did: so
/// it goes on after a crash at any point, a second message of the same remap gives way, and a
/// cancellation stops it at the next page. What was recorded of a page that is done once more is
/// found recorded.
///
/// A version that comes in between, of a webhook say, was made with the mapping of today, but what
/// its document cannot state was handed on to it from one before: it is made again in the place of
/// that one.
final class Remapping {
  private static final int PAGE = 10;
  private static final int RACES = 8;

  /// Then others of the queue have a turn.
  private static final Duration SLICE = Duration.ofSeconds(20);

  private final World world;
  private final OrderRecorder orders;
  private final Remaps remaps;

  Remapping(World world, OrderRecorder orders) {
    this.world = world;
    this.orders = orders;
    this.remaps = new Remaps(world.stores());
  }

  Outcome goOn(Receipt receipt) {
    Optional<Held> held =
        remaps.of(receipt.message()).filter(each -> !each.remap().state().isOver());
    // as it is now: what a process remembers of it may have the mapping of before
    Optional<Store> store = world.stores().get(receipt.store().id());
    if (held.isEmpty() || store.isEmpty()) {
      return Outcome.of(What.IGNORED, "the remap is over");
    }
    Remap remap = held.get().remap();
    int active = store.get().mapping().version();
    if (active != remap.mappingVersion()) {
      return remaps.save(held.get(), Remaps.overtaken(remap, active, now())).isPresent()
          ? told(remap, "another version of the mapping is active")
          : givenWay(remap);
    }
    Duration wait = Duration.between(now(), remap.begins());
    if (receipt.message().attempt() == 0 || wait.isPositive()) {
      world.intake().sendLater(going(receipt.message()), wait.isPositive() ? wait : Duration.ZERO);
      return told(remap, "begins in bulk");
    }
    return new Slice(receipt, store.get()).run(held.get());
  }

  private static IntakeMessage going(IntakeMessage message) {
    return message.attempt() == 0 ? message.again() : message;
  }

  private static Outcome told(Remap remap, String detail) {
    return Outcome.of(What.REMAPPED, "remap " + remap.id() + ": " + detail);
  }

  private static Outcome givenWay(Remap remap) {
    return Outcome.of(
        What.IGNORED, "remap " + remap.id() + ": cancelled, or another message goes on");
  }

  /// What became of one line of the feed.
  private enum Line {
    /// A later line that is due is of the same order.
    PASSED,
    CHANGED,
    UNCHANGED,
    SKIPPED,
    WAITING,
    /// Got a new version, and would be committed once its cart is asked.
    CHANGED_AND_WAITING
  }

  /// As much as one message does.
  private final class Slice {
    private final Receipt receipt;
    private final Store store;
    private final Reprojection reprojection;

    Slice(Receipt receipt, Store store) {
      this.receipt = receipt;
      this.store = store;
      this.reprojection =
          new Reprojection(world.ledger(), world.archive(), receipt.connector(), store);
    }

    Outcome run(Held found) {
      Held held = found;
      Instant slice = now().plus(SLICE);
      Instant end = slice.isBefore(receipt.deadline()) ? slice : receipt.deadline();
      do {
        Remap after = page(held.remap(), end);
        Optional<Held> saved = remaps.save(held, after);
        if (saved.isEmpty()) {
          return givenWay(after);
        }
        held = saved.get();
        if (after.state().isOver()) {
          return told(after, "%d of %d orders changed".formatted(after.changed(), after.orders()));
        }
      } while (now().isBefore(end));
      world.intake().send(going(receipt.message()));
      return told(held.remap(), "goes on behind %d orders".formatted(held.remap().orders()));
    }

    /// At least one line, so that each message gets on; the others while there is time.
    private Remap page(Remap remap, Instant end) {
      ChangePage page = feed(remap, PAGE);
      List<Change> due =
          page.changes().stream()
              .takeWhile(line -> !line.recordedAt().isAfter(remap.begins()))
              .toList();
      List<Line> lines = new ArrayList<>();
      while (lines.size() < due.size() && (lines.isEmpty() || now().isBefore(end))) {
        Change line = due.get(lines.size());
        lines.add(comesAgain(line, due) ? Line.PASSED : line(remap, line));
      }
      count(lines);
      if (lines.size() < due.size()) {
        return interrupted(remap, lines, due.subList(0, lines.size()));
      }
      Remap after = remap.after(step(lines, due, page.nextCursor()), now());
      boolean last = page.nextCursor().isEmpty() || due.size() < page.changes().size();
      return last ? after.ended(State.DONE, Optional.empty(), now()) : after;
    }

    /// Where the feed goes on behind these lines only the feed can tell. Should it have got another
    /// one among them, all of them come again.
    private Remap interrupted(Remap remap, List<Line> lines, List<Change> done) {
      ChangePage page = feed(remap, done.size());
      return page.changes().equals(done)
          ? remap.after(step(lines, done, page.nextCursor()), now())
          : remap;
    }

    private ChangePage feed(Remap remap, int limit) {
      return world
          .ledger()
          .changedSince(store.id(), Subject.Kind.ORDER, Instant.EPOCH, remap.cursor(), limit);
    }

    private static boolean comesAgain(Change line, List<Change> page) {
      return page.stream()
          .anyMatch(
              other -> other.subject().equals(line.subject()) && other.version() > line.version());
    }

    private static Remap.Step step(List<Line> lines, List<Change> done, Optional<String> cursor) {
      return new Remap.Step(
          lines.size() - count(lines, Line.PASSED),
          count(lines, Line.CHANGED) + count(lines, Line.CHANGED_AND_WAITING),
          count(lines, Line.SKIPPED),
          count(lines, Line.WAITING) + count(lines, Line.CHANGED_AND_WAITING),
          cursor,
          done.stream().findFirst().map(Change::recordedAt),
          done.isEmpty() ? Optional.empty() : Optional.of(done.getLast().recordedAt()));
    }

    private void count(List<Line> lines) {
      long changed = count(lines, Line.CHANGED) + count(lines, Line.CHANGED_AND_WAITING);
      world.metrics().count("remapped", changed, store.platform().value());
    }

    private static long count(List<Line> lines, Line wanted) {
      return lines.stream().filter(wanted::equals).count();
    }

    private Line line(Remap remap, Change line) {
      Optional<LedgerEntry> newest = newest(line.subject());
      if (newest.isEmpty() || hasLaterLine(remap, line, newest.get())) {
        return Line.PASSED;
      }
      boolean isMade = newest.get().version() > line.version() && isOf(remap, newest.get());
      return isMade ? Line.CHANGED : again(newest.get());
    }

    /// A later version has a line of its own that is due.
    private boolean hasLaterLine(Remap remap, Change line, LedgerEntry newest) {
      if (newest.version() == line.version()) {
        return false;
      }
      long next = line.version() + 1;
      return isDue(remap, newest)
          || (newest.version() > next
              && world
                  .ledger()
                  .version(line.subject(), next)
                  .filter(entry -> isDue(remap, entry))
                  .isPresent());
    }

    private static boolean isDue(Remap remap, LedgerEntry entry) {
      return !entry.event().detail().metadata().recordedAt().isAfter(remap.begins());
    }

    private Line again(LedgerEntry found) {
      LedgerEntry newest = found;
      for (int race = 0; race < RACES; race++) {
        switch (reprojection.of(newest)) {
          case Reprojection.Result.Impossible ignored -> {
            return Line.SKIPPED;
          }
          case Reprojection.Result.Made made when !made.isNews() -> {
            return made.waitsForCart() ? Line.WAITING : Line.UNCHANGED;
          }
          case Reprojection.Result.Made made -> {
            if (recorded(made, newest)) {
              return made.waitsForCart() ? Line.CHANGED_AND_WAITING : Line.CHANGED;
            }
          }
        }
        newest = newest(found.subject()).orElse(newest);
      }
      throw new FaultException(
          Fault.of(Category.UNAVAILABLE, "an order is being changed by many at once"));
    }

    private Optional<LedgerEntry> newest(Subject subject) {
      return world.ledger().newest(subject, Consistency.STRONG);
    }

    /// Recorded by a try of the same page that did not come to its end.
    private static boolean isOf(Remap remap, LedgerEntry entry) {
      EventMetadata metadata = entry.event().detail().metadata();
      return metadata.cause() == Cause.REMAP
          && metadata.mappingVersion() == remap.mappingVersion()
          && !metadata.recordedAt().isBefore(remap.begins());
    }

    private boolean recorded(Reprojection.Result.Made made, LedgerEntry newest) {
      return orders.appended(
          of(made.order()),
          new Considered.Ready(made.order(), made.draft()),
          Optional.of(newest),
          newest.rawKey());
    }

    /// As if the receipt behind the order's newest version came again.
    private Receipt of(Order order) {
      IntakeMessage message =
          new IntakeMessage(
              store.id(),
              IntakeKind.REMAP,
              Cause.REMAP,
              order.source().receiptId(),
              receipt.message().receivedAt(),
              Map.of(),
              Body.empty(),
              Optional.of(order.ref().externalId()),
              0,
              false,
              receipt.message().traceId());
      return new Receipt(
          message,
          store,
          receipt.connector(),
          Optional.empty(),
          message.receivedAt(),
          message.receivedAt(),
          receipt.deadline());
    }
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
