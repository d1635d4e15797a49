package io.orderwire.testkit.ports;

import io.orderwire.message.Event;
import io.orderwire.message.EventData.Location;
import io.orderwire.model.StoreId;
import io.orderwire.port.EventBus;
import io.orderwire.testkit.InMemoryEventBus;
import java.util.List;

class InMemoryEventBusTest extends EventBusContract {
  private final InMemoryEventBus bus = new InMemoryEventBus();

  @Override
  protected EventBus bus() {
    return bus;
  }

  @Override
  protected List<Event> take(StoreId storeId, int count) {
    return bus.events();
  }

  @Override
  protected byte[] object(Location location) {
    throw new AssertionError("this bus carries everything: " + location);
  }
}
