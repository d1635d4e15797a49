package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwire.port.DeadLetterQueues;
import io.orderwire.port.DeadLetterQueues.Name;
import io.orderwire.port.DeadLetterQueues.Standing;
import org.junit.jupiter.api.Test;

/// What all dead-letter queues do.
public abstract class DeadLetterQueuesContract {

  protected abstract DeadLetterQueues queues();

  /// Lets a message fail for good that came in by the queue of that name.
  protected abstract void fail(Name name);

  /// Takes that message where it first was, once the move is over.
  protected abstract boolean isBack(Name name);

  @Test
  void tellsHowMuchWaits() {
    assertThat(queues().standings()).extracting(Standing::name).containsExactly(Name.values());
    long before = waiting(Name.POLL);
    fail(Name.POLL);
    assertThat(waiting(Name.POLL)).isEqualTo(before + 1);
    queues().redrive(Name.POLL);
    assertThat(isBack(Name.POLL)).isTrue();
  }

  @Test
  void movesLettersBackToWhereTheyCameFrom() {
    fail(Name.INTAKE);
    queues().redrive(Name.INTAKE);
    assertThat(isBack(Name.INTAKE)).isTrue();
    assertThat(waiting(Name.INTAKE)).isZero();
  }

  @Test
  void whatCameFromNoQueueCannotBeMovedBack() {
    assertThatThrownBy(() -> queues().redrive(Name.DISPATCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private long waiting(Name name) {
    return queues().standings().stream()
        .filter(standing -> standing.name() == name)
        .mapToLong(Standing::waiting)
        .sum();
  }
}
