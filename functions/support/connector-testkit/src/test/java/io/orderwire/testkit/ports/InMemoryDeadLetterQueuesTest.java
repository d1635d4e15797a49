package io.orderwire.testkit.ports;

import io.orderwire.port.DeadLetterQueues;
import io.orderwire.port.DeadLetterQueues.Name;
import io.orderwire.testkit.InMemoryDeadLetterQueues;

class InMemoryDeadLetterQueuesTest extends DeadLetterQueuesContract {
  private final InMemoryDeadLetterQueues queues = new InMemoryDeadLetterQueues();

  @Override
  protected DeadLetterQueues queues() {
    return queues;
  }

  @Override
  protected void fail(Name name) {
    queues.add(name, 1);
  }

  @Override
  protected boolean isBack(Name name) {
    queues.finish();
    return queues.back(name) == 1;
  }
}
