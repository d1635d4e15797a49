package io.orderwire.system.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.EventReplay;
import io.orderwire.engine.EventReplay.Selection;
import io.orderwire.engine.EventReplay.State;
import io.orderwire.engine.EventReplays;
import io.orderwire.engine.Publisher;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.LedgerEntry;
import io.orderwire.testkit.ports.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A replay over the ledger's table and index, the bucket and the bus: what comes again is what
/// came first, but for its mark.
@ExtendWith(OnEmbeddedAws.class)
class ReplayedEventsTest {
  private static final int ORDERS = 15;
  private static final int VERSIONS = 3;
  private static final int PLENTY = 100_000;
  private static final Instant EIGHT = Instant.parse("2026-11-23T08:00:00Z");

  /// More than the bus takes.
  private static final int TOO_LARGE = 1_200_000;

  private final EmbeddedAws aws;
  private final StoreId store = Samples.freshStore();
  private final CountedSuite suite;

  ReplayedEventsTest(EmbeddedAws aws) {
    this.aws = aws;
    this.suite = new CountedSuite(aws);
    suite.connect(store);
  }

  @Test
  void aPeriodComesAgainAsItCame() {
    recorded();
    List<JsonNode> first = onBus();
    assertThat(first).hasSize(ORDERS * VERSIONS);
    EventReplay replay =
        replayed(
            new Selection(
                Optional.of(EIGHT),
                Optional.of(EIGHT.plus(Duration.ofHours(1))),
                Optional.empty(),
                List.of()));
    assertThat(replay.state()).isEqualTo(State.DONE);
    assertThat(replay.progress().published()).isEqualTo(first.size());
    List<JsonNode> all = onBus();
    assertThat(all.subList(first.size(), all.size()).stream().map(ReplayedEventsTest::unmarked))
        .containsExactlyElementsOf(first.stream().map(JsonNode::toString).toList());
    assertThat(first.stream().map(JsonNode::toString))
        .filteredOn(detail -> detail.contains("\"order_ref\""))
        .hasSize(1);
  }

  @Test
  void anOrderComesAgainVersionByVersion() {
    recorded();
    int before = onBus().size();
    replayed(
        new Selection(
            Optional.empty(), Optional.empty(), Optional.of(new ExternalId("o7")), List.of()));
    List<JsonNode> all = onBus();
    assertThat(all.subList(before, all.size()))
        .extracting(detail -> detail.at("/metadata/event_id").asText())
        .containsExactly(store + "/order/o7/1", store + "/order/o7/2", store + "/order/o7/3");
  }

  /// One of them is too large for the bus, and for its item.
  private void recorded() {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int version = 1; version <= VERSIONS; version++) {
      for (int order = 0; order < ORDERS; order++) {
        int size = order == 3 && version == 2 ? TOO_LARGE : order;
        entries.add(
            Samples.order(
                store,
                "o" + order,
                version,
                EIGHT.plusSeconds(version * 100L + order),
                Samples.noise(size)));
      }
    }
    entries.forEach(entry -> assertThat(aws.wiring().ledger().append(entry)).isTrue());
    assertThat(new Publisher(aws.wiring().eventBus(), pause -> {}).publish(entries)).isEmpty();
  }

  private EventReplay replayed(Selection selection) {
    EventReplays replays = new EventReplays(aws.wiring().stores());
    suite.clock.advance(Duration.ofHours(2));
    EventReplay asked = replays.ask(store, selection, suite.clock.instant()).orElseThrow().replay();
    suite.clock.advance(Duration.ofMinutes(1));
    IntakeMessage going =
        EventReplays.message(asked, suite.clock.instant(), Optional.empty()).again();
    suite
        .normalizer(aws.wiring().customers(), suite.shop)
        .process(going, suite.clock.instant().plus(Duration.ofMinutes(1)));
    return replays.find(store, asked.id()).orElseThrow().replay();
  }

  private List<JsonNode> onBus() {
    return aws.events().after(0, PLENTY).stream()
        .map(entry -> entry.event().path("detail"))
        .filter(detail -> detail.at("/metadata/store_id").asText().equals(store.value()))
        .toList();
  }

  private static String unmarked(JsonNode detail) {
    assertThat(detail.at("/metadata/replay").asBoolean()).isTrue();
    return detail.toString().replace("\"replay\":true", "\"replay\":false");
  }
}
