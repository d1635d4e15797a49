package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orderwire.message.Cause;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.Ledger.Change;
import io.orderwire.port.Ledger.ChangePage;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.Ledger.Tally;
import io.orderwire.port.Ledger.Tally.Count;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every ledger does.
public abstract class LedgerContract {
  private static final int CALLERS = 8;

  private final StoreId store = Samples.freshStore();
  private int recorded;

  protected abstract Ledger ledger();

  @Test
  void nothingIsThereAtFirst() {
    Subject unknown = Subject.receipt(store, "unknown");
    assertThat(ledger().newest(unknown, Consistency.STRONG)).isEmpty();
    assertThat(ledger().version(unknown, 1)).isEmpty();
    assertThat(ledger().history(unknown, 1, 10)).isEmpty();
  }

  /// The largest do not fit an item of a table, even compressed.
  @ParameterizedTest
  @ValueSource(ints = {10, 3_000, 300_000, 1_500_000})
  void givesBackWhatWasAppended(int length) {
    LedgerEntry entry = entry(1, Samples.noise(length));
    assertThat(ledger().append(entry)).isTrue();
    assertThat(ledger().newest(entry.subject(), Consistency.STRONG)).contains(entry);
    assertThat(ledger().newest(entry.subject(), Consistency.EVENTUAL)).contains(entry);
    assertThat(ledger().version(entry.subject(), 1)).contains(entry);
    assertThat(ledger().version(entry.subject(), 2)).isEmpty();
  }

  @Test
  void remembersThatAnEntryIsNotAnnounced() {
    LedgerEntry draft = entry(1, "draft");
    LedgerEntry silent =
        new LedgerEntry(draft.subject(), 1, draft.event(), false, Optional.empty());
    ledger().append(silent);
    assertThat(ledger().newest(silent.subject(), Consistency.STRONG)).contains(silent);
  }

  @Test
  void theFirstWriterOfAVersionWins() {
    LedgerEntry first = entry(1, "first");
    ledger().append(first);
    assertThat(ledger().append(entry(1, "second"))).isFalse();
    assertThat(ledger().newest(first.subject(), Consistency.STRONG)).contains(first);
  }

  /// An SDK that lost the answer to a write that happened writes again.
  @Test
  void theSameEntryAgainIsNoLoss() {
    LedgerEntry entry = entry(1, "once");
    ledger().append(entry);
    assertThat(ledger().append(entry)).isTrue();
    assertThat(ledger().history(entry.subject(), 1, 10)).containsExactly(entry);
  }

  @Test
  void ofManyWritersOneWins() throws Exception {
    LedgerEntry first = entry(1, "first");
    ledger().append(first);
    List<Boolean> won =
        Race.run(CALLERS, caller -> () -> ledger().append(entry(2, "caller " + caller)));
    assertThat(won).containsOnlyOnce(true);
    assertThat(ledger().newest(first.subject(), Consistency.STRONG))
        .contains(entry(2, "caller " + won.indexOf(true)));
  }

  @Test
  void keepsTheHistoryInOrder() {
    List<LedgerEntry> versions = new ArrayList<>();
    for (int version = 1; version <= 12; version++) {
      versions.add(entry(version, "version " + version));
      ledger().append(versions.getLast());
    }
    Subject subject = versions.getFirst().subject();
    assertThat(ledger().newest(subject, Consistency.STRONG)).contains(versions.getLast());
    assertThat(ledger().history(subject, 1, 100)).isEqualTo(versions);
    assertThat(ledger().history(subject, 9, 3)).isEqualTo(versions.subList(8, 11));
    assertThat(ledger().version(subject, 10)).contains(versions.get(9));
  }

  /// The largest were filed elsewhere, from where they must go too.
  @ParameterizedTest
  @ValueSource(ints = {10, 1_500_000})
  void writesAVersionAnew(int length) {
    LedgerEntry first = entry(1, Samples.noise(length));
    assertThat(ledger().replace(first)).isFalse();
    ledger().append(first);
    ledger().append(entry(2, "second"));
    LedgerEntry less = entry(1, "less");
    assertThat(ledger().replace(less)).isTrue();
    assertThat(ledger().replace(less)).isTrue();
    assertThat(ledger().history(first.subject(), 1, 10)).containsExactly(less, entry(2, "second"));
    assertThat(ledger().append(first)).isFalse();
  }

  @Test
  void feedsChangesInTheOrderTheyWereRecorded() {
    Instant noon = Samples.NOON;
    List<LedgerEntry> recorded =
        List.of(
            Samples.order(store, "9", 1, noon, ""),
            Samples.order(store, "10", 1, noon.plusNanos(1_000), ""),
            Samples.order(store, "9", 2, noon.plusMillis(1), ""),
            Samples.order(store, "8", 1, noon.plusSeconds(1), ""));
    recorded.forEach(ledger()::append);
    ledger().append(Samples.receipt(store, "r", noon.plusMillis(2)));
    ledger().append(Samples.order(Samples.freshStore(), "7", 1, noon, ""));

    assertThat(feed(noon, 100)).isEqualTo(recorded.stream().map(LedgerContract::change).toList());
    assertThat(feed(noon.plusMillis(1), 100)).hasSize(2);
    assertThat(feed(noon.plusSeconds(2), 100)).isEmpty();
    assertThat(ledger().changedSince(store, Subject.Kind.RECEIPT, noon, Optional.empty(), 10))
        .isEqualTo(
            new ChangePage(
                List.of(
                    new Change(
                        Subject.receipt(store, "r"),
                        1,
                        noon.plusMillis(2),
                        "quarantined",
                        Cause.WEBHOOK)),
                Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void feedsPagesWithoutGapsOrRepetition(int limit) {
    List<Change> expected = new ArrayList<>();
    for (int index = 1; index <= 7; index++) {
      LedgerEntry entry =
          Samples.order(store, "o" + index, 1, Samples.NOON.plusMillis(index / 2), "");
      ledger().append(entry);
      ledger().append(Samples.receipt(store, "r" + index, Samples.NOON.plusMillis(index / 2)));
      expected.add(change(entry));
    }
    assertThat(feed(Samples.NOON, limit)).isEqualTo(expected);
    assertThat(whole(cursor -> ledger().latest(store, Subject.Kind.ORDER, cursor, limit), limit))
        .isEqualTo(expected.reversed());
  }

  @Test
  void countsWhatWasRecordedByHourKindAndCause() {
    Instant ten = Instant.parse("2026-11-23T10:00:00Z");
    record(ten.minusNanos(1_000_000), Cause.WEBHOOK);
    record(ten, Cause.WEBHOOK);
    record(ten.plusSeconds(3599), Cause.POLL);
    record(ten.plusSeconds(3599), Cause.WEBHOOK);
    ledger().append(Samples.receipt(store, "r", ten.plusSeconds(3600)));
    record(ten.plusSeconds(7199), Cause.REMAP);
    record(ten.plusSeconds(7200), Cause.WEBHOOK);
    ledger().append(Samples.order(Samples.freshStore(), "7", 1, ten, ""));

    Instant eleven = ten.plusSeconds(3600);
    assertThat(ledger().tally(store, ten, ten.plusSeconds(7200), 100))
        .isEqualTo(
            new Tally(
                List.of(
                    new Count(ten, Subject.Kind.ORDER, Cause.WEBHOOK, 2),
                    new Count(ten, Subject.Kind.ORDER, Cause.POLL, 1),
                    new Count(eleven, Subject.Kind.ORDER, Cause.REMAP, 1),
                    new Count(eleven, Subject.Kind.RECEIPT, Cause.WEBHOOK, 1)),
                Optional.empty()));
    assertThat(ledger().tally(store, ten.minusSeconds(3600), ten, 1).counts())
        .as("as many as there are are all")
        .isEqualTo(ledger().tally(store, ten.minusSeconds(3600), ten, 100).counts())
        .hasSize(1);
    assertThat(ledger().tally(store, Instant.EPOCH, ten.minusSeconds(3600), 10))
        .isEqualTo(new Tally(List.of(), Optional.empty()));
  }

  /// What is left out is the oldest, and is told.
  @Test
  void countsNoMoreThanAskedFor() {
    Instant ten = Instant.parse("2026-11-23T10:00:00Z");
    for (int minute = 0; minute < 12; minute++) {
      record(ten.plusSeconds(minute * 60L), Cause.WEBHOOK);
    }
    Instant eleven = ten.plusSeconds(3600);
    assertThat(ledger().tally(store, ten, eleven, 5))
        .isEqualTo(
            new Tally(
                List.of(new Count(ten, Subject.Kind.ORDER, Cause.WEBHOOK, 5)),
                Optional.of(ten.plusSeconds(7 * 60))));
    assertThat(ledger().tally(store, ten, eleven, 12).countedFrom()).isEmpty();
  }

  private void record(Instant at, Cause cause) {
    recorded++;
    ledger().append(Samples.order(store, "t" + recorded, 1, at, cause));
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "Z2FyYmFnZQ", "%%%", "#", " "})
  void refusesACursorThatItNeverGave(String cursor) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ledger()
                    .changedSince(
                        store, Subject.Kind.ORDER, Instant.EPOCH, Optional.of(cursor), 10));
  }

  private List<Change> feed(Instant since, int limit) {
    return whole(
        cursor -> ledger().changedSince(store, Subject.Kind.ORDER, since, cursor, limit), limit);
  }

  private static List<Change> whole(Function<Optional<String>, ChangePage> pages, int limit) {
    List<Change> changes = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      ChangePage page = pages.apply(cursor);
      assertThat(page.changes()).hasSizeLessThanOrEqualTo(limit);
      changes.addAll(page.changes());
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return changes;
  }

  private LedgerEntry entry(long version, String text) {
    return Samples.order(store, "1001", version, Samples.NOON, text);
  }

  private static Change change(LedgerEntry entry) {
    return new Change(
        entry.subject(),
        entry.version(),
        entry.event().detail().metadata().recordedAt(),
        "pending",
        entry.event().detail().metadata().cause());
  }
}
