package io.orderwire.shops.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.InvalidSyntaxError;
import graphql.validation.ValidationError;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Dice;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The door of the admin API: who calls, with which query, and faults. Vendure counts no calls;
/// what stands before it may be busy.
final class VendDoor {
  static final String PATH = "/admin-api";

  private final VendRoots.Parts parts;
  private Instant busyUntil = Instant.MIN;

  /// A query that can be run.
  private record Asked(String query, Map<String, Object> variables) {}

  VendDoor(VendRoots.Parts parts) {
    this.parts = parts;
  }

  ShopReply answer(ShopRequest request, Instant now, Dice dice) {
    if (dice.happens(Chaos.Fault.ERROR)) {
      return ShopReply.html(502, "<html><body>502 Bad Gateway</body></html>");
    }
    if (isBusy(now, dice)) {
      return ShopReply.html(429, "<html><body>429 Too Many Requests</body></html>")
          .with("Retry-After", "1");
    }
    if (!request.path().equals(PATH)) {
      return notFound(request);
    }
    boolean expired = dice.happens(Chaos.Fault.EXPIRED);
    return asked(request).map(asked -> run(request, asked, expired)).orElseGet(VendDoor::noQuery);
  }

  private boolean isBusy(Instant now, Dice dice) {
    if (dice.happens(Chaos.Fault.THROTTLE)) {
      busyUntil = now.plusSeconds(1);
    }
    return now.isBefore(busyUntil);
  }

  private ShopReply run(ShopRequest request, Asked asked, boolean expired) {
    VendSessions sessions = parts.sessions();
    VendRoots roots =
        new VendRoots(
            parts,
            new VendRoots.Caller(
                !expired && sessions.isKnown(request),
                sessions.session(request),
                request.header("vendure-token").filter(token -> !token.isEmpty())));
    ShopReply reply = reply(VendGraph.run(asked.query(), asked.variables(), roots));
    return roots.token().map(token -> reply.with("vendure-auth-token", token)).orElse(reply);
  }

  /// By POST as a body, by GET in the address.
  private static Optional<Asked> asked(ShopRequest request) {
    JsonNode body =
        request.method().equals("GET")
            ? JsonText.object().put("query", request.query().first("query").orElse(""))
            : JsonText.parse(request.body()).orElseGet(JsonText::object);
    return Optional.of(body.path("query").asText())
        .filter(query -> !query.isBlank())
        .map(query -> new Asked(query, VendTrees.members(body.path("variables"))));
  }

  /// What cannot be run is status 400; what fails while it runs is status 200, without data where
  /// the field may not be null.
  private static ShopReply reply(ExecutionResult result) {
    ObjectNode reply = JsonText.object();
    ArrayNode errors = JsonText.NODES.arrayNode();
    int status = 200;
    for (GraphQLError error : result.getErrors()) {
      Kind kind = kind(error);
      status = kind.status;
      errors
          .addObject()
          .put("message", error.getMessage())
          .putObject("extensions")
          .put("code", kind.code);
    }
    if (!errors.isEmpty()) {
      reply.set("errors", errors);
    }
    if (result.isDataPresent()) {
      reply.set("data", VendTrees.tree(result.getData()));
    }
    return ShopReply.json(status, JsonText.plain(reply));
  }

  private record Kind(int status, String code) {}

  /// By what the server before the resolvers says; those have codes of their own.
  private static Kind kind(GraphQLError error) {
    if (error instanceof InvalidSyntaxError) {
      return new Kind(400, "GRAPHQL_PARSE_FAILED");
    }
    if (error instanceof ValidationError) {
      return new Kind(400, "GRAPHQL_VALIDATION_FAILED");
    }
    return new Kind(
        200,
        Optional.ofNullable(error.getExtensions())
            .map(extensions -> String.valueOf(extensions.get("code")))
            .orElse("BAD_USER_INPUT"));
  }

  private static ShopReply noQuery() {
    return ShopReply.json(
        400,
        "{\"errors\":[{\"message\":\"GraphQL operations must contain a non-empty `query` or a"
            + " `persistedQuery` extension.\",\"extensions\":{\"code\":\"BAD_REQUEST\"}}]}");
  }

  private static ShopReply notFound(ShopRequest request) {
    ObjectNode error =
        JsonText.object()
            .put("message", "Cannot " + request.method() + " " + request.path())
            .put("error", "Not Found")
            .put("statusCode", 404);
    return ShopReply.json(404, JsonText.plain(error));
  }
}
