package io.orderwire.testkit;

import io.orderwire.model.StoreId;
import io.orderwire.port.AskedPolls;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The polls that were asked for, in memory.
public final class InMemoryAskedPolls implements AskedPolls {
  private final Map<Key, Asked> polls = new HashMap<>();
  private final Map<Key, Map<String, LoopEnd>> ends = new HashMap<>();
  private final Faults faults;

  private record Key(StoreId storeId, String pollId) {}

  public InMemoryAskedPolls() {
    this(Faults.NONE);
  }

  public InMemoryAskedPolls(Faults faults) {
    this.faults = faults;
  }

  @Override
  public synchronized void begin(Asked poll) {
    faults.at(Step.POLLING_WRITE, Moment.BEFORE);
    polls.put(new Key(poll.storeId(), poll.id()), poll);
    faults.at(Step.POLLING_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized void ended(StoreId storeId, String pollId, LoopEnd end) {
    faults.at(Step.POLLING_WRITE, Moment.BEFORE);
    ends.computeIfAbsent(new Key(storeId, pollId), key -> new HashMap<>())
        .putIfAbsent(end.loop(), end);
    faults.at(Step.POLLING_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized Optional<Asked> find(StoreId storeId, String pollId) {
    faults.at(Step.POLLING_READ, Moment.BEFORE);
    Key key = new Key(storeId, pollId);
    Map<String, LoopEnd> ended = ends.getOrDefault(key, Map.of());
    return Optional.ofNullable(polls.get(key))
        .map(
            poll ->
                new Asked(
                    storeId,
                    pollId,
                    poll.askedAt(),
                    poll.loops(),
                    poll.loops().stream()
                        .filter(ended::containsKey)
                        .flatMap(loop -> Optional.ofNullable(ended.get(loop)).stream())
                        .toList()));
  }
}
