package io.orderwire.testkit;

import io.orderwire.model.StoreId;
import io.orderwire.port.Erasures;
import io.orderwire.port.Subject;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Erasures in memory.
public final class InMemoryErasures implements Erasures {
  private final Map<Subject, Instant> marks = new HashMap<>();
  private final Map<StoreId, TreeMap<String, Erasure>> erasures = new HashMap<>();
  private final Faults faults;

  public InMemoryErasures() {
    this(Faults.NONE);
  }

  public InMemoryErasures(Faults faults) {
    this.faults = faults;
  }

  @Override
  public synchronized void mark(Subject subject, Instant at) {
    faults.at(Step.CUSTOMERS_WRITE, Moment.BEFORE);
    marks.putIfAbsent(subject, at);
    faults.at(Step.CUSTOMERS_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized Optional<Instant> marked(Subject subject) {
    faults.at(Step.CUSTOMERS_READ, Moment.BEFORE);
    return Optional.ofNullable(marks.get(subject));
  }

  @Override
  public synchronized void save(Erasure erasure) {
    faults.at(Step.CUSTOMERS_WRITE, Moment.BEFORE);
    erasures
        .computeIfAbsent(erasure.storeId(), store -> new TreeMap<>())
        .put(erasure.id(), erasure);
    faults.at(Step.CUSTOMERS_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized Optional<Erasure> find(StoreId storeId, String id) {
    faults.at(Step.CUSTOMERS_READ, Moment.BEFORE);
    return Optional.ofNullable(erasures.getOrDefault(storeId, new TreeMap<>()).get(id));
  }

  @Override
  public synchronized List<Erasure> list(StoreId storeId, int limit) {
    faults.at(Step.CUSTOMERS_READ, Moment.BEFORE);
    return erasures.getOrDefault(storeId, new TreeMap<>()).values().stream().limit(limit).toList();
  }
}
