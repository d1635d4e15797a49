package io.orderwire.system.adapters;

import io.orderwire.json.EventJson;
import io.orderwire.message.Event;
import io.orderwire.message.EventData.Location;
import io.orderwire.model.StoreId;
import io.orderwire.port.EventBus;
import io.orderwire.port.RawArchive;
import io.orderwire.testkit.ports.EventBusContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class EventBridgeBusTest extends EventBusContract {
  private static final int PLENTY = 10_000;

  private final EmbeddedAws aws;
  private final EventBus bus;
  private final RawArchive archive;

  EventBridgeBusTest(EmbeddedAws aws) {
    this.aws = aws;
    this.bus = aws.wiring().eventBus();
    this.archive = aws.wiring().rawArchive();
  }

  @Override
  protected EventBus bus() {
    return bus;
  }

  /// The bus has logged an event before it answers.
  @Override
  protected List<Event> take(StoreId storeId, int count) {
    return aws.events().after(0, PLENTY).stream()
        .map(
            entry ->
                EventJson.read(
                    entry.event().path("detail-type").asText(),
                    entry.event().path("detail").toString()))
        .flatMap(Optional::stream)
        .filter(event -> event.detail().metadata().storeId().equals(storeId))
        .toList();
  }

  @Override
  protected byte[] object(Location location) {
    return archive.get(location.key()).orElseThrow();
  }
}
