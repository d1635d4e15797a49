package io.orderwire.local.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// EventBridge on this machine: buses, rules, targets, `PutEvents`, archives and replays over AWS's
/// wire protocol, with AWS's own rule engine.
public final class EventBusEndpoint implements AutoCloseable {
  private final JsonEndpoint endpoint;
  private final EventDelivery delivery;
  private final EventLog log;

  private EventBusEndpoint(JsonEndpoint endpoint, EventDelivery delivery, EventLog log) {
    this.endpoint = endpoint;
    this.delivery = delivery;
    this.log = log;
  }

  /// Starts the endpoint and the delivery to targets.
  ///
  /// @param complaints receives one line for each event that a target refused for good
  public static EventBusEndpoint start(
      Path folder, int port, Account account, EventTarget target, Consumer<String> complaints) {
    Clock clock = Clock.systemUTC();
    BusState state = BusState.open(folder.resolve("state.json"));
    EventLog log = EventLog.open(folder.resolve("events.jsonl"));
    EventDelivery delivery =
        new EventDelivery(state, log, folder.resolve("delivered"), target, complaints);
    Map<String, Function<ObjectNode, JsonNode>> operations = new HashMap<>();
    operations.putAll(new BusOperations(state, account, clock).operations());
    operations.putAll(new RuleOperations(state, account).operations());
    operations.putAll(
        new ArchiveOperations(state, log, account, clock, delivery::deliver).operations());
    operations.put("PutEvents", new PutEvents(state, log, account, clock)::put);
    JsonEndpoint endpoint = JsonEndpoint.start(port, "AWSEvents.", operations);
    delivery.start();
    return new EventBusEndpoint(endpoint, delivery, log);
  }

  public URI endpoint() {
    return endpoint.uri();
  }

  /// Everything that reached the buses.
  public EventLog log() {
    return log;
  }

  @Override
  public void close() {
    endpoint.close();
    delivery.close();
    log.close();
  }
}
