package io.orderwire.aws;

import io.orderwire.connector.FaultException;
import io.orderwire.json.Json;
import io.orderwire.message.Event;
import io.orderwire.message.EventType;
import io.orderwire.port.EventBus;
import io.orderwire.port.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/// The bus in EventBridge. What is too large for an entry goes on the bus without its document,
/// which is in the raw bucket instead; nothing is ever cut short.
public final class EventBridgeBus implements EventBus {
  private static final Logger LOG = LoggerFactory.getLogger(EventBridgeBus.class);
  private static final int MOST_ENTRIES = 10;

  /// All entries of a call together may take 1 MiB; what is counted beside the detail is little.
  static final int MOST_BYTES = 1024 * 1024;

  /// Time, source and detail type of an entry, generously.
  static final int BESIDE_DETAIL = 256;

  private static final Pattern TRACE_ROOT = Pattern.compile("1-[0-9a-f]{8}-[0-9a-f]{24}");

  private final EventBridgeClient client;
  private final String busName;
  private final ClaimCheck claimCheck;

  private record Prepared(int index, PutEventsRequestEntry entry, int bytes) {}

  EventBridgeBus(EventBridgeClient client, String busName, ClaimCheck claimCheck) {
    this.client = client;
    this.busName = busName;
    this.claimCheck = claimCheck;
  }

  @Override
  public List<Integer> put(List<LedgerEntry> entries) {
    List<Integer> failed = new ArrayList<>();
    List<Prepared> batch = new ArrayList<>();
    int bytes = 0;
    for (int index = 0; index < entries.size(); index++) {
      Prepared next;
      try {
        next = prepared(index, entries.get(index));
      } catch (FaultException noClaimCheck) {
        LOG.warn("document not stored: {}", noClaimCheck.getMessage());
        failed.add(index);
        continue;
      }
      if (batch.size() == MOST_ENTRIES || bytes + next.bytes() > MOST_BYTES) {
        failed.addAll(putBatch(batch));
        batch.clear();
        bytes = 0;
      }
      batch.add(next);
      bytes += next.bytes();
    }
    if (!batch.isEmpty()) {
      failed.addAll(putBatch(batch));
    }
    return failed.stream().sorted().toList();
  }

  private Prepared prepared(int index, LedgerEntry ledgerEntry) {
    Event event = ledgerEntry.event();
    byte[] detail = Json.bytes(event.detail());
    if (detail.length + BESIDE_DETAIL > MOST_BYTES) {
      event = claimCheck.without(ledgerEntry);
      detail = Json.bytes(event.detail());
    }
    PutEventsRequestEntry.Builder entry =
        PutEventsRequestEntry.builder()
            .eventBusName(busName)
            .source(EventType.SOURCE)
            .detailType(event.type().detailType())
            .time(event.detail().metadata().recordedAt())
            .detail(new String(detail, StandardCharsets.UTF_8));
    event
        .detail()
        .metadata()
        .traceId()
        .filter(trace -> TRACE_ROOT.matcher(trace).matches())
        .ifPresent(trace -> entry.traceHeader("Root=" + trace));
    return new Prepared(index, entry.build(), detail.length + BESIDE_DETAIL);
  }

  private List<Integer> putBatch(List<Prepared> batch) {
    List<PutEventsResultEntry> results;
    try {
      results =
          client
              .putEvents(put -> put.entries(batch.stream().map(Prepared::entry).toList()))
              .entries();
    } catch (SdkException refused) {
      LOG.warn("events not put: {}", SdkFaults.fault("EventBridge", refused).getMessage());
      return batch.stream().map(Prepared::index).toList();
    }
    List<Integer> failed = new ArrayList<>();
    for (int place = 0; place < batch.size(); place++) {
      PutEventsResultEntry result = results.get(place);
      if (result.errorCode() != null) {
        LOG.warn("event not put: {}", result.errorCode());
        failed.add(batch.get(place).index());
      }
    }
    return failed;
  }
}
