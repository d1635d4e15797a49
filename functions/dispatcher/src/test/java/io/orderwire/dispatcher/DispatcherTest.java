package io.orderwire.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.engine.Publisher;
import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.testkit.CountedMetrics;
import io.orderwire.testkit.InMemoryEventBus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private final InMemoryEventBus bus = new InMemoryEventBus();
  private final Dispatcher<String> dispatcher =
      new Dispatcher<>(
          DispatcherTest::entry, new Publisher(bus, pause -> {}), new CountedMetrics());

  @Test
  void aReadableBatchIsPublishedWhole() {
    assertThat(dispatcher.dispatch(List.of("a", "b"), Function.identity())).isEmpty();
    assertThat(ids()).containsExactly("acme-eu/store/a/1", "acme-eu/store/b/1");
  }

  @Test
  void whatComesBeforeAnUnreadableImageIsPublishedAndTheImageIsNamed() {
    assertThat(dispatcher.dispatch(List.of("a", "b", "broken", "c"), Function.identity()))
        .hasValue(2);
    assertThat(ids()).containsExactly("acme-eu/store/a/1", "acme-eu/store/b/1");
  }

  private List<String> ids() {
    return bus.events().stream().map(event -> event.detail().metadata().eventId()).toList();
  }

  private static LedgerEntry entry(String image) {
    if (image.equals("broken")) {
      throw new IllegalStateException("not an item of the ledger");
    }
    Subject subject = new Subject(new StoreId("acme-eu"), Subject.Kind.STORE, image);
    EventMetadata metadata =
        new EventMetadata(
            subject.eventId(1),
            EventMetadata.SCHEMA_VERSION,
            subject.storeId(),
            new PlatformId("shopify"),
            1,
            Instant.EPOCH,
            Instant.EPOCH,
            Cause.WEBHOOK,
            "receipt",
            1,
            false,
            Optional.empty());
    EventData data = new EventData.StoreHealth("parked", "code", "reason", "remedy", Instant.EPOCH);
    Event event = new Event(EventType.STORE_HEALTH_CHANGED, new Event.Detail(metadata, data));
    return new LedgerEntry(subject, 1, event, true, Optional.empty());
  }
}
