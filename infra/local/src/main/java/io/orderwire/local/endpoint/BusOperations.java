package io.orderwire.local.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/// The operations on event buses.
///
/// Source: EventBridge API reference.
final class BusOperations {
  static final String DEFAULT_BUS = "default";

  private final BusState state;
  private final Account account;
  private final Clock clock;

  BusOperations(BusState state, Account account, Clock clock) {
    this.state = state;
    this.account = account;
    this.clock = clock;
    var _ =
        state.change(
            root ->
                BusState.at(root, "buses").has(DEFAULT_BUS)
                    ? root
                    : add(root, DEFAULT_BUS, Json.object()));
  }

  Map<String, Function<ObjectNode, JsonNode>> operations() {
    return Map.of(
        "CreateEventBus",
        this::create,
        "UpdateEventBus",
        this::update,
        "DeleteEventBus",
        this::delete,
        "DescribeEventBus",
        this::describe,
        "ListEventBuses",
        this::list,
        "PutPermission",
        _ -> Json.object(),
        "RemovePermission",
        _ -> Json.object(),
        "TagResource",
        _ -> Json.object(),
        "UntagResource",
        _ -> Json.object(),
        "ListTagsForResource",
        _ -> noTags());
  }

  private static ObjectNode noTags() {
    ObjectNode answer = Json.object();
    answer.putArray("Tags");
    return answer;
  }

  /// The name in a request: a plain name, an ARN, or nothing for the default bus.
  static String busName(JsonNode name) {
    String text = name.asText("");
    return text.isEmpty() ? DEFAULT_BUS : text.substring(text.lastIndexOf('/') + 1);
  }

  /// Fails when there is no such bus.
  static ObjectNode bus(ObjectNode root, String name) {
    if (BusState.at(root, "buses").get(name) instanceof ObjectNode bus) {
      return bus;
    }
    throw AwsFault.notFound("Event bus " + name + " does not exist.");
  }

  private JsonNode create(ObjectNode request) {
    String name = request.path("Name").asText("");
    if (!name.matches("[/.\\-_A-Za-z0-9]{1,256}")) {
      throw AwsFault.validation("Name must match [/.\\-_A-Za-z0-9]{1,256}");
    }
    return state.change(
        root -> {
          if (BusState.at(root, "buses").has(name)) {
            throw new AwsFault(
                "ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
          }
          ObjectNode bus = add(root, name, request);
          return Json.object().set("EventBusArn", bus.get("Arn"));
        });
  }

  private ObjectNode add(ObjectNode root, String name, ObjectNode request) {
    ObjectNode bus = BusState.at(root, "buses", name);
    bus.put("Name", name).put("Arn", account.arn("events", "event-bus/" + name));
    bus.put("CreationTime", clock.instant().getEpochSecond());
    if (request.has("Description")) {
      bus.set("Description", request.get("Description"));
    }
    return bus;
  }

  private JsonNode update(ObjectNode request) {
    return state.change(
        root -> {
          ObjectNode bus = bus(root, busName(request.path("Name")));
          if (request.has("Description")) {
            bus.set("Description", request.get("Description"));
          }
          return bus.deepCopy();
        });
  }

  private JsonNode delete(ObjectNode request) {
    String name = busName(request.path("Name"));
    if (name.equals(DEFAULT_BUS)) {
      throw AwsFault.validation("Cannot delete event bus default.");
    }
    return state.change(
        root -> {
          if (!BusState.at(root, "rules", name).isEmpty()) {
            throw AwsFault.validation("Event bus " + name + " still has rules: delete them first.");
          }
          BusState.at(root, "buses").remove(name);
          return Json.object();
        });
  }

  private JsonNode describe(ObjectNode request) {
    return state.read(root -> bus(root, busName(request.path("Name"))).deepCopy());
  }

  private JsonNode list(ObjectNode request) {
    String prefix = request.path("NamePrefix").asText("");
    ObjectNode answer = Json.object();
    ArrayNode buses = answer.putArray("EventBuses");
    return state.read(
        root -> {
          BusState.at(root, "buses").properties().stream()
              .filter(bus -> bus.getKey().startsWith(prefix))
              .forEach(bus -> buses.add(bus.getValue().deepCopy()));
          return answer;
        });
  }
}
