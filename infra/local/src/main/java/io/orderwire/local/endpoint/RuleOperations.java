package io.orderwire.local.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.event.ruler.RuleCompiler;
import software.amazon.event.ruler.Ruler;

/// The operations on rules and their targets.
///
/// Source: EventBridge API reference. Patterns are checked by AWS's own rule engine.
final class RuleOperations {
  private static final int MOST_TARGETS = 5;

  private final BusState state;
  private final Account account;

  RuleOperations(BusState state, Account account) {
    this.state = state;
    this.account = account;
  }

  Map<String, Function<ObjectNode, JsonNode>> operations() {
    return Map.of(
        "PutRule", this::putRule,
        "DeleteRule", this::deleteRule,
        "DescribeRule", this::describeRule,
        "ListRules", this::listRules,
        "EnableRule", request -> setState(request, "ENABLED"),
        "DisableRule", request -> setState(request, "DISABLED"),
        "PutTargets", this::putTargets,
        "RemoveTargets", this::removeTargets,
        "ListTargetsByRule", this::listTargets,
        "TestEventPattern", this::testPattern);
  }

  private JsonNode putRule(ObjectNode request) {
    String name = request.path("Name").asText("");
    String bus = BusOperations.busName(request.path("EventBusName"));
    if (!name.matches("[.\\-_A-Za-z0-9]{1,64}")) {
      throw AwsFault.validation("Name must match [.\\-_A-Za-z0-9]{1,64}");
    }
    String pattern = request.path("EventPattern").asText("");
    if (pattern.isEmpty() && !request.has("ScheduleExpression")) {
      throw AwsFault.validation(
          "Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    if (!pattern.isEmpty()) {
      problemOf(pattern)
          .ifPresent(
              problem -> {
                throw new AwsFault(
                    "InvalidEventPatternException",
                    "Event pattern is not valid. Reason: " + problem);
              });
    }
    return state.change(
        root -> {
          var _ = BusOperations.bus(root, bus);
          ObjectNode rule = BusState.at(root, "rules", bus, name);
          rule.removeAll();
          rule.put("Name", name).put("Arn", account.arn("events", "rule/" + busPrefix(bus) + name));
          rule.put("EventBusName", bus).put("State", request.path("State").asText("ENABLED"));
          for (String field :
              new String[] {"EventPattern", "ScheduleExpression", "Description", "RoleArn"}) {
            if (request.hasNonNull(field)) {
              rule.set(field, request.get(field));
            }
          }
          return Json.object().set("RuleArn", rule.get("Arn"));
        });
  }

  private static String busPrefix(String bus) {
    return bus.equals(BusOperations.DEFAULT_BUS) ? "" : bus + "/";
  }

  private static Optional<String> problemOf(String pattern) {
    return Optional.ofNullable(RuleCompiler.check(pattern));
  }

  private static ObjectNode rule(ObjectNode root, String bus, String name) {
    if (BusState.at(root, "rules", bus).get(name) instanceof ObjectNode rule) {
      return rule;
    }
    throw AwsFault.notFound("Rule " + name + " does not exist on EventBus " + bus + ".");
  }

  private JsonNode deleteRule(ObjectNode request) {
    String name = request.path("Name").asText("");
    String bus = BusOperations.busName(request.path("EventBusName"));
    return state.change(
        root -> {
          if (!BusState.at(root, "targets", bus, name).isEmpty()) {
            throw AwsFault.validation("Rule can't be deleted since it has targets.");
          }
          BusState.at(root, "rules", bus).remove(name);
          BusState.at(root, "targets", bus).remove(name);
          return Json.object();
        });
  }

  private JsonNode describeRule(ObjectNode request) {
    String bus = BusOperations.busName(request.path("EventBusName"));
    return state.read(root -> rule(root, bus, request.path("Name").asText("")).deepCopy());
  }

  private JsonNode listRules(ObjectNode request) {
    String bus = BusOperations.busName(request.path("EventBusName"));
    String prefix = request.path("NamePrefix").asText("");
    ObjectNode answer = Json.object();
    ArrayNode rules = answer.putArray("Rules");
    return state.read(
        root -> {
          var _ = BusOperations.bus(root, bus);
          BusState.at(root, "rules", bus).properties().stream()
              .filter(rule -> rule.getKey().startsWith(prefix))
              .forEach(rule -> rules.add(rule.getValue().deepCopy()));
          return answer;
        });
  }

  private JsonNode setState(ObjectNode request, String value) {
    String bus = BusOperations.busName(request.path("EventBusName"));
    return state.change(
        root -> {
          rule(root, bus, request.path("Name").asText("")).put("State", value);
          return Json.object();
        });
  }

  private JsonNode putTargets(ObjectNode request) {
    String bus = BusOperations.busName(request.path("EventBusName"));
    String name = request.path("Rule").asText("");
    return state.change(
        root -> {
          var _ = rule(root, bus, name);
          ObjectNode targets = BusState.at(root, "targets", bus, name).deepCopy();
          for (JsonNode target : request.path("Targets")) {
            if (target.path("Id").asText("").isEmpty() || target.path("Arn").asText("").isEmpty()) {
              throw AwsFault.validation("Each target needs Id and Arn.");
            }
            targets.set(target.path("Id").asText(), target);
          }
          if (targets.size() > MOST_TARGETS) {
            throw new AwsFault(
                "LimitExceededException", "A rule has at most " + MOST_TARGETS + " targets.");
          }
          BusState.at(root, "targets", bus).set(name, targets);
          return noFailures();
        });
  }

  private JsonNode removeTargets(ObjectNode request) {
    String bus = BusOperations.busName(request.path("EventBusName"));
    String name = request.path("Rule").asText("");
    return state.change(
        root -> {
          var _ = rule(root, bus, name);
          ObjectNode targets = BusState.at(root, "targets", bus, name);
          request.path("Ids").forEach(id -> targets.remove(id.asText()));
          return noFailures();
        });
  }

  private JsonNode listTargets(ObjectNode request) {
    String bus = BusOperations.busName(request.path("EventBusName"));
    String name = request.path("Rule").asText("");
    ObjectNode answer = Json.object();
    ArrayNode targets = answer.putArray("Targets");
    return state.read(
        root -> {
          var _ = rule(root, bus, name);
          BusState.at(root, "targets", bus, name).forEach(target -> targets.add(target.deepCopy()));
          return answer;
        });
  }

  private JsonNode testPattern(ObjectNode request) {
    try {
      boolean matches =
          Ruler.matchesRule(request.path("Event").asText(), request.path("EventPattern").asText());
      return Json.object().put("Result", matches);
    } catch (Exception e) {
      throw new AwsFault(
          "InvalidEventPatternException", "Event pattern is not valid. Reason: " + e.getMessage());
    }
  }

  private static ObjectNode noFailures() {
    ObjectNode answer = Json.object().put("FailedEntryCount", 0);
    answer.putArray("FailedEntries");
    return answer;
  }
}
