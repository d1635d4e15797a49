package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.json.Json;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventData.Location;
import io.orderwire.model.Order;
import io.orderwire.model.StoreId;
import io.orderwire.port.EventBus;
import io.orderwire.port.LedgerEntry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every bus does.
public abstract class EventBusContract {
  private final StoreId store = Samples.freshStore();

  protected abstract EventBus bus();

  /// The next `count` events that reached the bus from this store.
  protected abstract List<Event> take(StoreId storeId, int count);

  /// The object that an event refers to.
  protected abstract byte[] object(Location location);

  @Test
  void everyEventArrivesOnceAsItIs() {
    List<LedgerEntry> entries =
        IntStream.rangeClosed(1, 25)
            .mapToObj(n -> Samples.order(store, "o" + n, 1, Samples.NOON, Samples.noise(n)))
            .toList();
    assertThat(bus().put(entries)).isEmpty();
    assertThat(take(store, 25))
        .containsExactlyInAnyOrderElementsOf(entries.stream().map(LedgerEntry::event).toList());
  }

  /// Together more than a call may carry, and one more than the bus carries at all.
  @Test
  void nothingIsCutShort() {
    List<LedgerEntry> entries =
        IntStream.rangeClosed(1, 4)
            .mapToObj(
                n -> Samples.order(store, "o" + n, 1, Samples.NOON, Samples.noise(n * 400_000)))
            .toList();
    assertThat(bus().put(entries)).isEmpty();
    assertThat(take(store, 4).stream().map(this::document).toList())
        .containsExactlyInAnyOrderElementsOf(
            entries.stream().map(LedgerEntry::event).map(this::document).toList());
  }

  /// Whether its document is in it or beside it.
  @Test
  void aReplayDiffersByItsMarkAlone() {
    for (int size : List.of(10, 1_200_000)) {
      LedgerEntry entry =
          Samples.order(store, "replayed-" + size, 1, Samples.NOON, Samples.noise(size));
      assertThat(bus().put(List.of(entry))).isEmpty();
      assertThat(bus().put(List.of(entry.replayed()))).isEmpty();
      List<String> details =
          take(store, 4).stream()
              .filter(event -> event.detail().metadata().eventId().contains("-" + size + "/"))
              .map(event -> Json.text(event.detail()))
              .toList();
      assertThat(details).hasSize(2);
      assertThat(details.getFirst()).contains("\"replay\":false");
      assertThat(details.getLast())
          .isEqualTo(details.getFirst().replace("\"replay\":false", "\"replay\":true"));
    }
  }

  private Order document(Event event) {
    return switch (event.detail().data()) {
      case EventData.OrderChange change ->
          change
              .order()
              .orElseGet(() -> Json.read(object(change.orderRef().orElseThrow()), Order.class));
      case EventData.CartChange ignored -> throw new AssertionError(event);
      case EventData.Quarantined ignored -> throw new AssertionError(event);
      case EventData.StoreHealth ignored -> throw new AssertionError(event);
      case EventData.CustomerChange ignored -> throw new AssertionError(event);
      case EventData.Reconciled ignored -> throw new AssertionError(event);
      case EventData.SchemaDrift ignored -> throw new AssertionError(event);
    };
  }
}
