package io.orderwire.testkit;

import io.orderwire.message.PollJob;
import io.orderwire.port.PollQueue;
import io.orderwire.testkit.Faults.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The poll queue in memory; [#queue] is the consumer's side.
public final class InMemoryPollQueue implements PollQueue {
  private final InMemoryQueue<PollJob> queue;

  public InMemoryPollQueue(InstantSource clock) {
    this(clock, Faults.NONE);
  }

  public InMemoryPollQueue(InstantSource clock, Faults faults) {
    this.queue = new InMemoryQueue<>(clock, Step.POLL_SEND, faults);
  }

  public InMemoryQueue<PollJob> queue() {
    return queue;
  }

  @Override
  public void sendAll(List<PollJob> jobs) {
    jobs.forEach(job -> queue.send(job, Duration.ZERO));
  }

  @Override
  public void sendLater(PollJob job, Duration delay) {
    queue.send(job, delay);
  }
}
