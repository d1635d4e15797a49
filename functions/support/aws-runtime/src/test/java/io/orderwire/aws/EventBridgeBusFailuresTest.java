package io.orderwire.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.model.StoreId;
import io.orderwire.port.LedgerEntry;
import io.orderwire.testkit.ports.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class EventBridgeBusFailuresTest {
  private final Bridge bridge = new Bridge();
  private final ScriptedObjects objects = new ScriptedObjects();
  private final EventBridgeBus bus =
      new EventBridgeBus(bridge, "orders", new ClaimCheck(new ObjectStorage(objects, "raw")));

  /// Refuses calls by their number and entries by their place over all calls.
  private static final class Bridge implements EventBridgeClient {
    private final List<PutEventsRequestEntry> entries = new ArrayList<>();
    private Set<Integer> refusedCalls = Set.of();
    private Set<Integer> refusedEntries = Set.of();
    private int calls;

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      int first = entries.size();
      entries.addAll(request.entries());
      if (refusedCalls.contains(calls++)) {
        throw SdkClientException.create("no answer");
      }
      return PutEventsResponse.builder()
          .entries(
              IntStream.range(first, entries.size())
                  .mapToObj(
                      place ->
                          refusedEntries.contains(place)
                              ? PutEventsResultEntry.builder().errorCode("ThrottlingException")
                              : PutEventsResultEntry.builder().eventId("e" + place))
                  .map(PutEventsResultEntry.Builder::build)
                  .toList())
          .build();
    }

    @Override
    public String serviceName() {
      return "events";
    }

    @Override
    public void close() {
      entries.clear();
    }
  }

  @Test
  void namesTheEntriesThatWereRefused() {
    bridge.refusedEntries = Set.of(0, 9, 10, 23);
    assertThat(bus.put(entries(25, 10))).containsExactly(0, 9, 10, 23);
    assertThat(bridge.calls).isEqualTo(3);
  }

  @Test
  void namesAllEntriesOfACallThatGotNoAnswer() {
    bridge.refusedCalls = Set.of(1);
    assertThat(bus.put(entries(25, 10))).isEqualTo(IntStream.range(10, 20).boxed().toList());
  }

  @Test
  void keepsEachCallBelowTheLimitOfBytes() {
    assertThat(bus.put(entries(5, 400_000))).isEmpty();
    assertThat(bridge.calls).isEqualTo(3);
  }

  @Test
  void carriesTraceAndTime() {
    bus.put(entries(1, 10));
    PutEventsRequestEntry entry = bridge.entries.getFirst();
    assertThat(entry.traceHeader()).isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793");
    assertThat(entry.time()).isEqualTo(Samples.NOON);
    assertThat(entry.source()).isEqualTo("orderwire");
    assertThat(entry.detailType()).isEqualTo("order.pending");
  }

  /// An event whose document could not be put aside must not go out without it.
  @Test
  void holdsBackWhatCouldNotBePutAside() {
    objects.answer(500);
    List<LedgerEntry> large = entries(1, 1_200_000);
    assertThat(bus.put(large)).containsExactly(0);
    assertThat(bridge.calls).isZero();
    assertThat(bus.put(large)).isEmpty();
    assertThat(bridge.entries.getFirst().detail())
        .contains("order_ref")
        .doesNotContain("\"order\"");
  }

  private static List<LedgerEntry> entries(int count, int length) {
    String text = Samples.noise(length);
    return IntStream.range(0, count)
        .mapToObj(n -> Samples.order(new StoreId("acme-eu"), "o" + n, 1, Samples.NOON, text))
        .toList();
  }
}
