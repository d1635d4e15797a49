package io.orderwire.testkit;

import io.orderwire.port.DeadLetterQueues;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Dead-letter queues in memory; a move ends when [#finish] says so.
public final class InMemoryDeadLetterQueues implements DeadLetterQueues {
  private final Map<Name, Long> waiting = new EnumMap<>(Name.class);
  private final Map<Name, Long> back = new EnumMap<>(Name.class);
  private final Set<Name> moving = EnumSet.noneOf(Name.class);

  public synchronized void add(Name name, long letters) {
    waiting.merge(name, letters, Long::sum);
  }

  /// Ends the moves that began.
  public synchronized void finish() {
    for (Name name : moving) {
      back.merge(name, waiting.getOrDefault(name, 0L), Long::sum);
      waiting.remove(name);
    }
    moving.clear();
  }

  /// How many letters went back to where they came from.
  public synchronized long back(Name name) {
    return back.getOrDefault(name, 0L);
  }

  @Override
  public synchronized List<Standing> standings() {
    return Arrays.stream(Name.values())
        .map(name -> new Standing(name, waiting.getOrDefault(name, 0L), moving.contains(name)))
        .toList();
  }

  @Override
  public synchronized void redrive(Name name) {
    if (!name.canBeRedriven()) {
      throw new IllegalArgumentException(name + " letters came from no queue");
    }
    moving.add(name);
  }
}
