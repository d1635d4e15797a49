package io.orderwire.testkit;

import io.orderwire.message.IntakeMessage;
import io.orderwire.port.DeadLetters;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Dead letters in memory.
public final class InMemoryDeadLetters implements DeadLetters {
  private final List<IntakeMessage> letters = new ArrayList<>();
  private final Faults faults;

  public InMemoryDeadLetters() {
    this(Faults.NONE);
  }

  public InMemoryDeadLetters(Faults faults) {
    this.faults = faults;
  }

  public synchronized void add(IntakeMessage letter) {
    letters.add(letter);
  }

  public synchronized List<IntakeMessage> letters() {
    return List.copyOf(letters);
  }

  @Override
  public synchronized int purge(Predicate<IntakeMessage> concerned) {
    faults.at(Step.INTAKE_SEND, Moment.BEFORE);
    int before = letters.size();
    letters.removeIf(concerned);
    faults.at(Step.INTAKE_SEND, Moment.AFTER);
    return before - letters.size();
  }
}
