package io.orderwire.engine;

import io.orderwire.port.EventBus;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// Puts the events of ledger entries on the bus, a later version of a subject never before an
/// earlier one.
///
/// An entry that the bus refuses is tried again without repeating the others, a few times; then it
/// is left to the caller, who comes again with the first entry that is missing. Those after it that
/// did get through are then put again: the same id and the same bytes, which consumers drop.
public final class Publisher {
  private static final int MOST_ROUNDS_WITHOUT_PROGRESS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final EventBus bus;
  private final Pause pause;

  public Publisher(EventBus bus, Pause pause) {
    this.bus = bus;
    this.pause = pause;
  }

  /// Publishes in order and answers the index of the first entry that is not on the bus, if any.
  public OptionalInt publish(List<LedgerEntry> entries) {
    Set<Integer> left = new TreeSet<>();
    for (int index = 0; index < entries.size(); index++) {
      if (entries.get(index).announced()) {
        left.add(index);
      }
    }
    int fruitless = 0;
    while (!left.isEmpty() && fruitless < MOST_ROUNDS_WITHOUT_PROGRESS) {
      List<Integer> round = firstOfEachSubject(entries, left);
      List<Integer> refused = bus.put(round.stream().map(entries::get).toList());
      for (int position = 0; position < round.size(); position++) {
        if (!refused.contains(position)) {
          left.remove(round.get(position));
        }
      }
      boolean progress = refused.size() < round.size();
      fruitless = progress ? 0 : fruitless + 1;
      if (!refused.isEmpty() && fruitless < MOST_ROUNDS_WITHOUT_PROGRESS) {
        pause.sleep(FIRST_PAUSE.multipliedBy(1L << fruitless));
      }
    }
    return left.stream().mapToInt(Integer::intValue).findFirst();
  }

  private static List<Integer> firstOfEachSubject(List<LedgerEntry> entries, Set<Integer> left) {
    Set<Subject> seen = new HashSet<>();
    List<Integer> round = new ArrayList<>();
    for (int index : left) {
      if (seen.add(entries.get(index).subject())) {
        round.add(index);
      }
    }
    return round;
  }
}
