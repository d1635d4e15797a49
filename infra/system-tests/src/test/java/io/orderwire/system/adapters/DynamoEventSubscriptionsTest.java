package io.orderwire.system.adapters;

import io.orderwire.port.EventSubscriptions;
import io.orderwire.testkit.ports.EventSubscriptionsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class DynamoEventSubscriptionsTest extends EventSubscriptionsContract {
  private final EventSubscriptions subscriptions;

  DynamoEventSubscriptionsTest(EmbeddedAws aws) {
    subscriptions = aws.wiring().eventSubscriptions();
  }

  @Override
  protected EventSubscriptions subscriptions() {
    return subscriptions;
  }
}
