package io.orderwire.local.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// `PutEvents` with AWS's limits: at most 10 entries and 1 MiB in a call, and an answer per entry,
/// so that one bad entry fails alone. An answered entry is in the event log, hence survives the end
/// of the process.
///
/// Unlike AWS, which drops an event for a bus that does not exist, that entry is answered with an
/// error: a mistyped bus name should be seen on the machine where it is typed.
final class PutEvents {
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_BYTES = 1 << 20;

  private final BusState state;
  private final EventLog log;
  private final Account account;
  private final Clock clock;

  PutEvents(BusState state, EventLog log, Account account, Clock clock) {
    this.state = state;
    this.log = log;
    this.account = account;
    this.clock = clock;
  }

  JsonNode put(ObjectNode request) {
    JsonNode entries = request.path("Entries");
    if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      throw AwsFault.validation(
          "Value at 'entries' failed to satisfy constraint: Member must have length between 1 and "
              + MOST_ENTRIES);
    }
    int bytes = 0;
    for (JsonNode entry : entries) {
      bytes += size(entry);
    }
    if (bytes > MOST_BYTES) {
      throw AwsFault.validation("Total size of the entries in the request is over the limit.");
    }
    return answer(entries);
  }

  /// AWS's formula: 14 bytes for a time, and the UTF-8 bytes of source, detail type, detail and
  /// resources.
  private static int size(JsonNode entry) {
    int size = entry.has("Time") ? 14 : 0;
    for (String field : new String[] {"Source", "DetailType", "Detail"}) {
      size += entry.path(field).asText("").getBytes(StandardCharsets.UTF_8).length;
    }
    for (JsonNode resource : entry.path("Resources")) {
      size += resource.asText("").getBytes(StandardCharsets.UTF_8).length;
    }
    return size;
  }

  private JsonNode answer(JsonNode entries) {
    ObjectNode answer = Json.object();
    ArrayNode results = answer.putArray("Entries");
    List<EventLog.Entry> accepted = new ArrayList<>();
    int failed = 0;
    for (JsonNode entry : entries) {
      try {
        EventLog.Entry event = accept(entry);
        accepted.add(event);
        results.addObject().put("EventId", event.event().path("id").asText());
      } catch (AwsFault fault) {
        failed++;
        results.addObject().put("ErrorCode", fault.code()).put("ErrorMessage", fault.getMessage());
      }
    }
    if (!accepted.isEmpty()) {
      log.append(accepted);
    }
    return answer.put("FailedEntryCount", failed);
  }

  private EventLog.Entry accept(JsonNode entry) {
    String source = required(entry, "Source");
    String detailType = required(entry, "DetailType");
    String detail = required(entry, "Detail");
    if (source.startsWith("aws.")) {
      throw new AwsFault("NotAuthorizedForSource", "Not authorized for the source " + source + ".");
    }
    String bus = BusOperations.busName(entry.path("EventBusName"));
    if (!state.read(root -> BusState.at(root, "buses").has(bus))) {
      throw invalid("EventBusName", "there is no event bus " + bus + " on this machine.");
    }
    ObjectNode event = Json.object().put("version", "0").put("id", UUID.randomUUID().toString());
    event.put("detail-type", detailType).put("source", source).put("account", account.id());
    event.put("time", time(entry).toString()).put("region", account.region());
    event.set("resources", resources(entry));
    event.set("detail", detail(detail));
    return new EventLog.Entry(0, bus, event);
  }

  private static String required(JsonNode entry, String field) {
    String value = entry.path(field).asText("");
    if (value.isEmpty()) {
      throw invalid(field, field + " is a required argument.");
    }
    return value;
  }

  private static AwsFault invalid(String field, String reason) {
    return new AwsFault(
        "InvalidArgument", "Parameter " + field + " is not valid. Reason: " + reason);
  }

  /// SDKs send seconds since 1970 with a fraction; EventBridge shows whole seconds.
  private Instant time(JsonNode entry) {
    JsonNode time = entry.path("Time");
    Instant instant =
        time.isNumber()
            ? Instant.ofEpochMilli(time.decimalValue().movePointRight(3).longValue())
            : clock.instant();
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private static ArrayNode resources(JsonNode entry) {
    ArrayNode resources = Json.object().putArray("resources");
    entry.path("Resources").forEach(resources::add);
    return resources;
  }

  private static ObjectNode detail(String text) {
    try {
      if (Json.parse(text) instanceof ObjectNode detail) {
        return detail;
      }
    } catch (JsonProcessingException _) {
      // Answered below like any other text that is no object.
    }
    throw new AwsFault("MalformedDetail", "Detail is malformed.");
  }
}
