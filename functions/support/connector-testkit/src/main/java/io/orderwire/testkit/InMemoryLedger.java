package io.orderwire.testkit;

import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ledger in memory. Reads are always up to date, whatever consistency is asked for.
public final class InMemoryLedger implements Ledger {
  private final Map<Subject, List<LedgerEntry>> subjects = new HashMap<>();
  private final Map<StoreId, NavigableMap<FeedKey, LedgerEntry>> feeds = new HashMap<>();
  private final List<LedgerEntry> stream = new ArrayList<>();
  private final Faults faults;

  public InMemoryLedger() {
    this(Faults.NONE);
  }

  public InMemoryLedger(Faults faults) {
    this.faults = faults;
  }

  /// Everything that was appended, in that order, from position `from` on: what the table's stream
  /// shows.
  public synchronized List<LedgerEntry> stream(int from) {
    return List.copyOf(stream.subList(from, stream.size()));
  }

  /// How many entries were appended.
  public synchronized int size() {
    return stream.size();
  }

  @Override
  public synchronized Optional<LedgerEntry> newest(Subject subject, Consistency consistency) {
    faults.at(Step.LEDGER_READ, Moment.BEFORE);
    List<LedgerEntry> versions = versions(subject);
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
  }

  @Override
  public synchronized Optional<LedgerEntry> version(Subject subject, long version) {
    faults.at(Step.LEDGER_READ, Moment.BEFORE);
    List<LedgerEntry> versions = versions(subject);
    return version < 1 || version > versions.size()
        ? Optional.empty()
        : Optional.of(versions.get((int) version - 1));
  }

  @Override
  public synchronized List<LedgerEntry> history(Subject subject, long fromVersion, int limit) {
    faults.at(Step.LEDGER_READ, Moment.BEFORE);
    return versions(subject).stream()
        .filter(entry -> entry.version() >= fromVersion)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized boolean append(LedgerEntry entry) {
    faults.at(Step.LEDGER_APPEND, Moment.BEFORE);
    List<LedgerEntry> versions =
        subjects.computeIfAbsent(entry.subject(), subject -> new ArrayList<>());
    if (entry.version() <= versions.size()) {
      faults.at(Step.LEDGER_APPEND, Moment.AFTER);
      return versions.get((int) entry.version() - 1).equals(entry);
    }
    if (entry.version() != versions.size() + 1) {
      throw new IllegalArgumentException(
          "versions have no gaps: %s has %d, not %d"
              .formatted(entry.subject().key(), versions.size(), entry.version() - 1));
    }
    versions.add(entry);
    feeds
        .computeIfAbsent(entry.subject().storeId(), store -> new TreeMap<>())
        .put(FeedKey.of(entry), entry);
    stream.add(entry);
    faults.at(Step.LEDGER_APPEND, Moment.AFTER);
    return true;
  }

  @Override
  public synchronized boolean replace(LedgerEntry entry) {
    faults.at(Step.LEDGER_APPEND, Moment.BEFORE);
    List<LedgerEntry> versions = subjects.getOrDefault(entry.subject(), new ArrayList<>());
    boolean known = entry.version() >= 1 && entry.version() <= versions.size();
    if (known) {
      LedgerEntry before = versions.set((int) entry.version() - 1, entry);
      feeds
          .computeIfAbsent(entry.subject().storeId(), store -> new TreeMap<>())
          .put(FeedKey.of(entry), entry);
      // What the stream showed once it has shown; its records are gone after a day.
      stream.replaceAll(each -> each.equals(before) ? entry : each);
    }
    faults.at(Step.LEDGER_APPEND, Moment.AFTER);
    return known;
  }

  @Override
  public synchronized ChangePage changedSince(
      StoreId storeId, Subject.Kind kind, Instant since, Optional<String> cursor, int limit) {
    faults.at(Step.LEDGER_READ, Moment.BEFORE);
    FeedKey start = cursor.map(FeedKey::parse).orElse(new FeedKey(since, "", 0));
    return page(
        feeds.getOrDefault(storeId, new TreeMap<>()).tailMap(start, cursor.isEmpty()), kind, limit);
  }

  @Override
  public synchronized ChangePage latest(
      StoreId storeId, Subject.Kind kind, Optional<String> cursor, int limit) {
    faults.at(Step.LEDGER_READ, Moment.BEFORE);
    NavigableMap<FeedKey, LedgerEntry> feed =
        feeds.getOrDefault(storeId, new TreeMap<>()).descendingMap();
    return page(
        cursor.map(FeedKey::parse).map(last -> feed.tailMap(last, false)).orElse(feed),
        kind,
        limit);
  }

  @Override
  public synchronized Tally tally(StoreId storeId, Instant from, Instant until, int most) {
    faults.at(Step.LEDGER_READ, Moment.BEFORE);
    return Tally.of(
        feeds
            .getOrDefault(storeId, new TreeMap<>())
            .subMap(new FeedKey(from, "", 0), true, new FeedKey(until, "", 0), false)
            .descendingMap()
            .values()
            .stream()
            .limit(most + 1L)
            .map(InMemoryLedger::change)
            .map(line -> new Tally.Line(line.recordedAt(), line.subject().kind(), line.cause()))
            .toList(),
        most);
  }

  private static ChangePage page(
      NavigableMap<FeedKey, LedgerEntry> feed, Subject.Kind kind, int limit) {
    List<LedgerEntry> found =
        feed.values().stream()
            .filter(entry -> entry.subject().kind() == kind)
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<LedgerEntry> page = more ? found.subList(0, limit) : found;
    return new ChangePage(
        page.stream().map(InMemoryLedger::change).toList(),
        more ? Optional.of(FeedKey.of(page.getLast()).text()) : Optional.empty());
  }

  private List<LedgerEntry> versions(Subject subject) {
    return subjects.getOrDefault(subject, List.of());
  }

  private static Change change(LedgerEntry entry) {
    return new Change(
        entry.subject(),
        entry.version(),
        FeedKey.of(entry).recordedAt(),
        entry.headline(),
        entry.event().detail().metadata().cause());
  }

  private record FeedKey(Instant recordedAt, String subject, long version)
      implements Comparable<FeedKey> {
    private static final Pattern FORM = Pattern.compile("([-0-9T:.]+Z)#(.+)#([0-9]+)");
    private static final Comparator<FeedKey> ORDER =
        Comparator.comparing(FeedKey::recordedAt)
            .thenComparing(FeedKey::subject)
            .thenComparingLong(FeedKey::version);

    static FeedKey of(LedgerEntry entry) {
      return new FeedKey(
          entry.event().detail().metadata().recordedAt(), entry.subject().key(), entry.version());
    }

    static FeedKey parse(String text) {
      Matcher parts = FORM.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException("no page gave this cursor: " + text);
      }
      return new FeedKey(
          Instant.parse(parts.group(1)), parts.group(2), Long.parseLong(parts.group(3)));
    }

    String text() {
      return recordedAt + "#" + subject + "#" + version;
    }

    @Override
    public int compareTo(FeedKey other) {
      return ORDER.compare(this, other);
    }
  }
}
