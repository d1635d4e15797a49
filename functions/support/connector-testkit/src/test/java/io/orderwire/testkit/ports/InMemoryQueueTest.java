package io.orderwire.testkit.ports;

import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.PollQueue;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryPollQueue;
import io.orderwire.testkit.InMemoryQueue;
import io.orderwire.testkit.InMemoryQueue.Received;
import io.orderwire.testkit.ManualClock;
import java.util.List;

class InMemoryQueueTest extends QueueContract {
  private final ManualClock clock = new ManualClock(Samples.NOON);
  private final InMemoryIntakeQueue intake = new InMemoryIntakeQueue(clock);
  private final InMemoryPollQueue polls = new InMemoryPollQueue(clock);

  @Override
  protected IntakeQueue intake() {
    return intake;
  }

  @Override
  protected PollQueue polls() {
    return polls;
  }

  @Override
  protected List<IntakeMessage> takeIntake(int count) {
    return take(intake.queue(), count);
  }

  @Override
  protected List<PollJob> takePolls(int count) {
    return take(polls.queue(), count);
  }

  private static <M> List<M> take(InMemoryQueue<M> queue, int count) {
    return queue.receive(count).stream().map(Received::message).toList();
  }
}
