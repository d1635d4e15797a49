package io.orderwire.testkit.ports;

import io.orderwire.port.EventSubscriptions;
import io.orderwire.testkit.InMemoryEventSubscriptions;

class InMemoryEventSubscriptionsTest extends EventSubscriptionsContract {
  private final EventSubscriptions subscriptions = new InMemoryEventSubscriptions();

  @Override
  protected EventSubscriptions subscriptions() {
    return subscriptions;
  }
}
