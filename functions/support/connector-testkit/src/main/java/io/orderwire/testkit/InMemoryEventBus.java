package io.orderwire.testkit;

import io.orderwire.connector.FaultException;
import io.orderwire.message.Event;
import io.orderwire.port.EventBus;
import io.orderwire.port.LedgerEntry;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.util.ArrayList;
import java.util.List;

/// A bus that remembers what reached it.
public final class InMemoryEventBus implements EventBus {
  private final List<Event> events = new ArrayList<>();
  private final Faults faults;

  public InMemoryEventBus() {
    this(Faults.NONE);
  }

  public InMemoryEventBus(Faults faults) {
    this.faults = faults;
  }

  /// What reached the bus, in that order, duplicates included.
  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /// How many reached it, duplicates included.
  public synchronized int size() {
    return events.size();
  }

  /// What reached it after the first `before`.
  public synchronized List<Event> since(int before) {
    return List.copyOf(events.subList(before, events.size()));
  }

  @Override
  public synchronized List<Integer> put(List<LedgerEntry> entries) {
    faults.at(Step.BUS_PUT, Moment.BEFORE);
    List<Integer> failed = new ArrayList<>();
    for (int index = 0; index < entries.size(); index++) {
      try {
        faults.at(Step.BUS_ENTRY, Moment.BEFORE);
        events.add(entries.get(index).event());
      } catch (FaultException refused) {
        failed.add(index);
      }
    }
    faults.at(Step.BUS_PUT, Moment.AFTER);
    return List.copyOf(failed);
  }
}
