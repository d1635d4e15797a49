package io.orderwire.system.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.system.cells.FairQueue.Waiting;
import io.orderwire.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The model keeps what the developer guide of SQS says of fair queues.
class FairQueueTest {
  private final ManualClock clock = new ManualClock(CellStage.START);
  private final FairQueue<String> queue =
      new FairQueue<>(
          clock,
          message -> Optional.of(message.substring(0, 1)).filter(group -> !group.equals("-")));

  private void send(String group, int messages) {
    for (int number = 0; number < messages; number++) {
      queue.send(group + number, Duration.ZERO);
    }
  }

  private List<String> receive(int most) {
    return queue.receive(most, clock.instant()).stream().map(Waiting::message).toList();
  }

  @Test
  void belowTheThresholdTheOldestComesFirst() {
    send("a", 25);
    send("b", 1);
    receive(20);
    assertThat(receive(10)).containsExactly("a20", "a21", "a22", "a23", "a24", "b0");
  }

  @Test
  void aGroupWithThirtyInFlightStandsBehindTheQuietOnes() {
    send("a", 60);
    receive(30);
    send("b", 2);
    assertThat(receive(3)).containsExactly("b0", "b1", "a30");
  }

  @Test
  void aGroupThatTakesTheTimeStandsBehindTheQuietOnes() {
    send("a", 2);
    List<Waiting<String>> slow = queue.receive(1, clock.instant());
    clock.advance(Duration.ofSeconds(30));
    queue.done(slow, clock.instant());
    send("b", 1);
    assertThat(receive(2)).containsExactly("b0", "a1");
  }

  @Test
  void ofNoisyGroupsTheOneWithTheFewestInFlightComesFirst() {
    send("a", 60);
    receive(40);
    send("b", 60);
    receive(35);
    assertThat(receive(5)).containsExactly("b35", "b36", "b37", "b38", "b39");
    assertThat(receive(1)).containsExactly("a40");
  }

  @Test
  void withoutGroupsNobodyIsNoisy() {
    send("-", 60);
    receive(40);
    send("b", 1);
    assertThat(receive(21)).hasSize(21).last().isEqualTo("b0");
  }

  @Test
  void aDelayedMessageIsNotThereBefore() {
    queue.send("a0", Duration.ofSeconds(5));
    assertThat(receive(1)).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    assertThat(receive(1)).containsExactly("a0");
  }
}
