package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `POST /admin/api/{version}/graphql.json`: checks the query, its cost and the bucket, answers.
final class GraphApi {
  private final CallBucket bucket = new CallBucket(2000, 100);
  private final GraphRoots roots;

  GraphApi(GraphRoots roots) {
    this.roots = roots;
  }

  /// As if another client of the app had used up the budget.
  void exhaust(Instant now) {
    bucket.brim(now);
  }

  ShopReply answer(ShopRequest request, Instant now) {
    Optional<JsonNode> body = JsonText.parse(request.body());
    String query = body.map(node -> node.path("query").asText()).orElse("");
    if (query.isEmpty()) {
      return ShopReply.json(
          400, "{\"errors\":{\"query\":\"Required parameter missing or invalid\"}}");
    }
    JsonNode variables = body.get().path("variables");
    GraphSchema.Prepared prepared = GraphSchema.prepare(query);
    if (prepared.document().isEmpty() || !prepared.errors().isEmpty()) {
      return errors(prepared.errors(), "undefinedField");
    }
    GraphPlan plan = prepared.plan(variables);
    QueryCost cost = new QueryCost(plan, variables);
    int requested = cost.of(Optional.empty());
    if (requested > QueryCost.MOST) {
      return tooDear(requested);
    }
    if (!bucket.fits(requested, now)) {
      return throttled(requested, now);
    }
    bucket.fill(requested);
    GraphProjection projection = new GraphProjection(plan, variables);
    GraphRoots.Answer answer = roots.answer(now);
    ObjectNode data = projection.answer(answer::resolve);
    List<String> wrong = projection.errors().isEmpty() ? answer.errors() : projection.errors();
    if (!wrong.isEmpty()) {
      return errors(wrong, "BAD_USER_INPUT");
    }
    int actual = Math.min(requested, cost.of(Optional.of(answer.rows())));
    bucket.fill(actual - requested);
    ObjectNode reply = JsonText.object();
    reply.set("data", data);
    ObjectNode extensions = reply.putObject("extensions");
    cost(extensions, requested, Optional.of(actual), now);
    warnings(extensions, answer.warnings());
    return ShopReply.json(200, JsonText.rails(reply));
  }

  private static void warnings(ObjectNode extensions, List<String> unknown) {
    if (unknown.isEmpty()) {
      return;
    }
    ArrayNode warnings = extensions.putArray("search").addObject().putArray("warnings");
    unknown.forEach(
        field ->
            warnings
                .addObject()
                .put("field", field)
                .put("message", "Invalid search field for this query.")
                .put("code", "invalid_field"));
  }

  private void cost(ObjectNode extensions, int requested, Optional<Integer> actual, Instant now) {
    ObjectNode cost = extensions.putObject("cost");
    cost.put("requestedQueryCost", requested);
    actual.ifPresentOrElse(
        value -> cost.put("actualQueryCost", value), () -> cost.putNull("actualQueryCost"));
    ObjectNode status = cost.putObject("throttleStatus");
    status.put("maximumAvailable", new java.math.BigDecimal(bucket.size() + ".0"));
    status.put("currentlyAvailable", bucket.free(now));
    status.put("restoreRate", new java.math.BigDecimal(bucket.perSecond() + ".0"));
  }

  private ShopReply throttled(int requested, Instant now) {
    ObjectNode reply = JsonText.object();
    ObjectNode error = reply.putArray("errors").addObject();
    error.put("message", "Throttled");
    ObjectNode extensions = error.putObject("extensions");
    extensions.put("code", "THROTTLED");
    extensions.put("documentation", "https://shopify.dev/api/usage/rate-limits");
    cost(reply.putObject("extensions"), requested, Optional.empty(), now);
    return ShopReply.json(200, JsonText.rails(reply));
  }

  private static ShopReply tooDear(int requested) {
    ObjectNode reply = JsonText.object();
    ObjectNode error = reply.putArray("errors").addObject();
    error.put(
        "message",
        "Query cost is " + requested + ", which exceeds the single query max cost limit (1000).");
    ObjectNode extensions = error.putObject("extensions");
    extensions.put("code", "MAX_COST_EXCEEDED");
    extensions.put("cost", requested);
    extensions.put("maxCost", QueryCost.MOST);
    extensions.put("documentation", "https://shopify.dev/api/usage/rate-limits");
    return ShopReply.json(200, JsonText.rails(reply));
  }

  private static ShopReply errors(List<String> messages, String code) {
    ObjectNode reply = JsonText.object();
    ArrayNode errors = reply.putArray("errors");
    for (String message : messages) {
      ObjectNode error = errors.addObject();
      error.put("message", message);
      error.putObject("extensions").put("code", code);
    }
    return ShopReply.json(200, JsonText.rails(reply));
  }
}
