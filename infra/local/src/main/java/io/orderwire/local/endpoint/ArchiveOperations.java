package io.orderwire.local.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The operations on archives and replays. The event log keeps everything, so an archive is a name
/// and a pattern over it, and a replay reads it again.
///
/// Source: EventBridge API reference. A replayed event carries `replay-name` and reaches only rules
/// of the bus it was archived from; it is delivered at once and not written to the log again.
final class ArchiveOperations {
  private static final int PAGE = 500;

  /// Receives one replayed event.
  interface Replayer {
    /// Feeds the targets of the rules that match.
    ///
    /// @param rules ARNs of the rules to feed; empty for all
    void deliver(EventLog.Entry event, Set<String> rules);
  }

  private final BusState state;
  private final EventLog log;
  private final Account account;
  private final Clock clock;
  private final Replayer replayer;

  ArchiveOperations(BusState state, EventLog log, Account account, Clock clock, Replayer replayer) {
    this.state = state;
    this.log = log;
    this.account = account;
    this.clock = clock;
    this.replayer = replayer;
  }

  Map<String, Function<ObjectNode, JsonNode>> operations() {
    return Map.of(
        "CreateArchive",
        this::create,
        "UpdateArchive",
        this::update,
        "DeleteArchive",
        this::delete,
        "DescribeArchive",
        request -> describe("archives", request.path("ArchiveName").asText("")),
        "ListArchives",
        request -> list("archives", "Archives", request),
        "StartReplay",
        this::startReplay,
        "DescribeReplay",
        request -> describe("replays", request.path("ReplayName").asText("")),
        "ListReplays",
        request -> list("replays", "Replays", request));
  }

  private JsonNode create(ObjectNode request) {
    String name = request.path("ArchiveName").asText("");
    if (!name.matches("[.\\-_A-Za-z0-9]{1,48}")) {
      throw AwsFault.validation("ArchiveName must match [.\\-_A-Za-z0-9]{1,48}");
    }
    return state.change(
        root -> {
          if (BusState.at(root, "archives").has(name)) {
            throw new AwsFault(
                "ResourceAlreadyExistsException", "Archive " + name + " already exists.");
          }
          var _ = BusOperations.bus(root, BusOperations.busName(request.path("EventSourceArn")));
          ObjectNode archive = BusState.at(root, "archives", name);
          archive.setAll(request);
          archive
              .put("ArchiveArn", account.arn("events", "archive/" + name))
              .put("State", "ENABLED");
          archive
              .put("CreationTime", clock.instant().getEpochSecond())
              .put("FromSequence", log.newest());
          return archive.deepCopy().retain("ArchiveArn", "State", "CreationTime");
        });
  }

  private JsonNode update(ObjectNode request) {
    return state.change(
        root -> {
          ObjectNode archive = named(root, "archives", request.path("ArchiveName").asText(""));
          archive.setAll(request);
          return archive.deepCopy().retain("ArchiveArn", "State", "CreationTime");
        });
  }

  private JsonNode delete(ObjectNode request) {
    return state.change(
        root -> {
          BusState.at(root, "archives").remove(request.path("ArchiveName").asText(""));
          return Json.object();
        });
  }

  private static ObjectNode named(ObjectNode root, String kind, String name) {
    if (BusState.at(root, kind).get(name) instanceof ObjectNode found) {
      return found;
    }
    throw AwsFault.notFound("There is no " + name + " among " + kind + ".");
  }

  private JsonNode describe(String kind, String name) {
    return state.read(root -> shown(named(root, kind, name)));
  }

  /// Without what is this endpoint's own bookkeeping.
  private static JsonNode shown(JsonNode item) {
    JsonNode copy = item.deepCopy();
    return copy instanceof ObjectNode object ? object.without("FromSequence") : copy;
  }

  private JsonNode list(String kind, String field, ObjectNode request) {
    String prefix = request.path("NamePrefix").asText("");
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray(field);
    return state.read(
        root -> {
          BusState.at(root, kind).properties().stream()
              .filter(item -> item.getKey().startsWith(prefix))
              .forEach(item -> items.add(shown(item.getValue())));
          return answer;
        });
  }

  private JsonNode startReplay(ObjectNode request) {
    String name = request.path("ReplayName").asText("");
    String archiveArn = request.path("EventSourceArn").asText("");
    Instant from = instant(request.path("EventStartTime"), "EventStartTime");
    Instant to = instant(request.path("EventEndTime"), "EventEndTime");
    ObjectNode archive =
        state.read(
            root ->
                named(root, "archives", archiveArn.substring(archiveArn.lastIndexOf('/') + 1))
                    .deepCopy());
    ObjectNode replay =
        state.change(
            root -> {
              if (BusState.at(root, "replays").has(name)) {
                throw new AwsFault(
                    "ResourceAlreadyExistsException", "Replay " + name + " already exists.");
              }
              ObjectNode started = BusState.at(root, "replays", name);
              started.setAll(request);
              started
                  .put("ReplayArn", account.arn("events", "replay/" + name))
                  .put("State", "RUNNING");
              return started.put("ReplayStartTime", clock.instant().getEpochSecond()).deepCopy();
            });
    Thread.ofVirtual().name("replay-" + name).start(() -> replay(name, archive, replay, from, to));
    return Json.object()
        .put("ReplayArn", replay.path("ReplayArn").asText())
        .put("State", "STARTING")
        .put("ReplayStartTime", replay.path("ReplayStartTime").longValue());
  }

  private static Instant instant(JsonNode seconds, String field) {
    if (!seconds.isNumber()) {
      throw AwsFault.validation(field + " is required.");
    }
    return Instant.ofEpochMilli(
        seconds.decimalValue().multiply(BigDecimal.valueOf(1000)).longValue());
  }

  private void replay(
      String name, ObjectNode archive, ObjectNode replay, Instant from, Instant to) {
    String bus = BusOperations.busName(archive.path("EventSourceArn"));
    Patterns pattern = Patterns.of(archive.path("EventPattern").asText(""));
    Set<String> rules =
        StreamSupport.stream(replay.path("Destination").path("FilterArns").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toUnmodifiableSet());
    long position = archive.path("FromSequence").longValue();
    for (List<EventLog.Entry> page = log.after(position, PAGE);
        !page.isEmpty();
        page = log.after(position, PAGE)) {
      position = page.getLast().sequence();
      List<EventLog.Entry> wanted = new ArrayList<>();
      for (EventLog.Entry entry : page) {
        Instant time = Instant.parse(entry.event().path("time").asText());
        if (entry.bus().equals(bus)
            && !time.isBefore(from)
            && time.isBefore(to)
            && pattern.match(entry.event())) {
          wanted.add(entry);
        }
      }
      wanted.forEach(
          entry -> {
            entry.event().put("replay-name", name);
            replayer.deliver(entry, rules);
          });
    }
    var _ =
        state.change(
            root ->
                named(root, "replays", name)
                    .put("State", "COMPLETED")
                    .put("ReplayEndTime", clock.instant().getEpochSecond()));
  }
}
