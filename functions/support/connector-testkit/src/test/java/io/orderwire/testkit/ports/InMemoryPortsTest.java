package io.orderwire.testkit.ports;

import io.orderwire.message.Event;
import io.orderwire.message.EventData.Location;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.port.EventBus;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.Ledger;
import io.orderwire.port.PollQueue;
import io.orderwire.port.RawArchive;
import io.orderwire.port.SecretBox;
import io.orderwire.port.Stores;
import io.orderwire.testkit.InMemoryEventBus;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.InMemoryPollQueue;
import io.orderwire.testkit.InMemoryQueue;
import io.orderwire.testkit.InMemoryQueue.Received;
import io.orderwire.testkit.InMemoryRawArchive;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// The in-memory ports pass the suites that the AWS adapters pass.
class InMemoryPortsTest {

  @Nested
  class LedgerTest extends LedgerContract {
    private final Ledger ledger = new InMemoryLedger();

    @Override
    protected Ledger ledger() {
      return ledger;
    }
  }

  @Nested
  class StoresTest extends StoresContract {
    private final Stores stores = new InMemoryStores();

    @Override
    protected Stores stores() {
      return stores;
    }
  }

  @Nested
  class QueueTest extends QueueContract {
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

  @Nested
  class RawArchiveTest extends RawArchiveContract {
    private final RawArchive archive = new InMemoryRawArchive();

    @Override
    protected RawArchive archive() {
      return archive;
    }
  }

  @Nested
  class SecretBoxTest extends SecretBoxContract {
    private final SecretBox box = new InMemorySecretBox();

    @Override
    protected SecretBox box() {
      return box;
    }
  }

  @Nested
  class EventBusTest extends EventBusContract {
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
}
