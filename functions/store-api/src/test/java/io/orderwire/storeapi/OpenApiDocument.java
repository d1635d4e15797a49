package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import io.orderwire.json.Json;
import io.orderwire.storeapi.Operation.Answer;
import io.orderwire.storeapi.Operation.Query;
import io.orderwire.testkit.RecordSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The OpenAPI 3.1 document, made of the operations and of the records that they take and answer.
final class OpenApiDocument {
  private static final String REQUESTS = Requests.class.getSimpleName() + ".";
  private static final String SCHEMAS = "#/components/schemas/";
  private static final Map<Integer, String> REFUSALS =
      new TreeMap<>(
          Map.of(
              400, "NotJson",
              404, "NotFound",
              409, "Conflict",
              422, "InvalidFields",
              503, "Unavailable"));
  private static final Map<String, String> NAMES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("id", "id of the store or of the subscription"),
              Map.entry("externalId", "the platform's id of the order"),
              Map.entry("n", "number of the version, from 1"),
              Map.entry("receiptId", "id of the receipt"),
              Map.entry("cartId", "the platform's id of the cart"),
              Map.entry(
                  "customerId",
                  "id of the customer, or account: and the platform's id of the account"),
              Map.entry("pollId", "id of the poll"),
              Map.entry("erasureId", "id of the erasure"),
              Map.entry("backfillId", "id of the back-fill"),
              Map.entry("remapId", "number of the remap"),
              Map.entry("replay", "number of the replay"),
              Map.entry("file", "name of the file"),
              Map.entry("platform", "id of the platform")));

  private final SchemaBuilder schemas = RecordSchemas.ofApi().together();
  private final ObjectNode document = Json.codec().createObjectNode();

  static JsonNode of(List<Operation> operations) {
    return new OpenApiDocument().written(operations);
  }

  private JsonNode written(List<Operation> operations) {
    document.put("openapi", "3.1.1");
    document
        .putObject("info")
        .put("title", "Orderwire store API")
        .put("version", "1")
        .put(
            "description",
            "Connect stores, read orders and their history, ask for work. Every refusal is a problem"
                + " document of RFC 9457 that names the field and the remedy. What is not here is"
                + " answered 404 or, for another method of a path that is, 405 with the header allow.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    document.putArray("security").add(requirement("sigv4")).add(requirement("bearer"));
    ObjectNode paths = document.putObject("paths");
    for (Operation operation : operations) {
      paths
          .withObjectProperty(operation.path())
          .set(operation.method().toLowerCase(Locale.ROOT), operation(operation));
    }
    components(document.putObject("components"));
    return document;
  }

  private static ObjectNode requirement(String scheme) {
    ObjectNode requirement = Json.codec().createObjectNode();
    requirement.putArray(scheme);
    return requirement;
  }

  private ObjectNode operation(Operation operation) {
    ObjectNode node = Json.codec().createObjectNode();
    node.put("operationId", operation.id());
    node.put("summary", operation.summary());
    if (!operation.names().isEmpty() || !operation.query().isEmpty() || operation.writes()) {
      node.putArray("parameters");
    }
    for (String name : operation.names()) {
      node.withArrayProperty("parameters").add(inPath(name));
    }
    operation.query().forEach(query -> node.withArrayProperty("parameters").add(inQuery(query)));
    if (operation.writes()) {
      node.withArrayProperty("parameters").add(idempotencyKey());
    }
    operation
        .body()
        .ifPresent(
            type ->
                node.putObject("requestBody")
                    .put("required", !operation.bodyIsOptional())
                    .putObject("content")
                    .putObject(ApiReply.JSON)
                    .set("schema", schemas.createSchemaReference(type)));
    ObjectNode responses = node.putObject("responses");
    operation
        .answers()
        .forEach(
            answer ->
                responses.set(Integer.toString(answer.status()), response(operation, answer)));
    for (int status : operation.refusals()) {
      responses
          .putObject(Integer.toString(status))
          .put("$ref", "#/components/responses/" + REFUSALS.get(status));
    }
    return node;
  }

  private static ObjectNode idempotencyKey() {
    ObjectNode key = Json.codec().createObjectNode();
    key.put("name", "Idempotency-Key").put("in", "header").put("required", false);
    key.put(
        "description",
        "a string of the caller's own in quotation marks, such as a UUID: the same request with the"
            + " same key is done once, and gets its first answer again for %d hours;"
                .formatted(Idempotency.KEPT.toHours())
            + " an answer that may hold a person, and a refusal that passes, are made anew");
    key.putObject("schema").put("type", "string");
    return key;
  }

  private static ObjectNode inPath(String name) {
    ObjectNode parameter = Json.codec().createObjectNode();
    parameter.put("name", name).put("in", "path").put("required", true);
    parameter.put("description", NAMES.get(name));
    parameter.putObject("schema").put("type", "string");
    return parameter;
  }

  private static ObjectNode inQuery(Query query) {
    ObjectNode parameter = Json.codec().createObjectNode();
    parameter.put("name", query.name()).put("in", "query").put("required", query.required());
    parameter.put("description", query.description());
    ObjectNode schema = parameter.putObject("schema");
    switch (query.form()) {
      case "date-time" -> schema.put("type", "string").put("format", "date-time");
      case "integer" -> schema.put("type", "integer").put("minimum", 1);
      default -> schema.put("type", query.form());
    }
    if (query.equals(Queries.LIMIT) || query.equals(Queries.PAYLOADS)) {
      schema.put("maximum", Parameters.MOST).put("default", Parameters.USUAL_LIMIT);
    }
    if (query.equals(Queries.HOURS)) {
      schema.put("maximum", Parameters.MOST_HOURS).put("default", Parameters.USUAL_HOURS);
    }
    query.words().forEach(word -> schema.withArrayProperty("enum").add(word));
    return parameter;
  }

  private ObjectNode response(Operation operation, Answer answer) {
    ObjectNode response = Json.codec().createObjectNode();
    response.put("description", operation.summary());
    ObjectNode headers = response.putObject("headers");
    header(headers, "cache-control", "CacheControl");
    if (answer.located()) {
      header(headers, "location", "Location");
    }
    answer
        .type()
        .ifPresent(
            type ->
                response
                    .putObject("content")
                    .putObject(ApiReply.JSON)
                    .set("schema", body(answer, type)));
    return response;
  }

  private JsonNode body(Answer answer, Class<?> type) {
    JsonNode item = schemas.createSchemaReference(type);
    return switch (answer.shape()) {
      case ONE -> item;
      case LIST -> list(item);
      case PAGE -> {
        ObjectNode page = list(item);
        page.withObjectProperty("properties")
            .putObject("next_cursor")
            .put("type", "string")
            .put("description", "where to go on; absent on the last page");
        yield page;
      }
    };
  }

  private static ObjectNode list(JsonNode item) {
    ObjectNode list = Json.codec().createObjectNode().put("type", "object");
    list.putObject("properties").putObject("items").put("type", "array").set("items", item);
    list.putArray("required").add("items");
    return list;
  }

  private static void header(ObjectNode headers, String name, String component) {
    headers.putObject(name).put("$ref", "#/components/headers/" + component);
  }

  private void components(ObjectNode components) {
    JsonNode problem = schemas.createSchemaReference(Problem.class);
    ObjectNode responses = components.putObject("responses");
    refusal(responses, problem, "NotJson", "The body is not the JSON object that is expected");
    refusal(responses, problem, "NotFound", "There is no such thing");
    header(
        refusal(
            responses, problem, "Conflict", "Not now, or not with this one: the detail says why"),
        "retry-after",
        "RetryAfter");
    refusal(
        responses, problem, "InvalidFields", "Fields or parameters are wrong: errors names each");
    header(
        refusal(responses, problem, "Unavailable", "A service did not answer: try again"),
        "retry-after",
        "RetryAfter");
    ObjectNode headers = components.putObject("headers");
    header(headers, "CacheControl", "no-store: answers are not to be kept", "string");
    header(headers, "Location", "path of what was made", "string");
    header(headers, "RetryAfter", "in how many seconds to try again", "integer");
    ObjectNode schemes = components.putObject("securitySchemes");
    schemes
        .putObject("sigv4")
        .put("type", "apiKey")
        .put("name", "authorization")
        .put("in", "header")
        .put("description", "AWS Signature Version 4, where the stack is deployed with IAM");
    schemes
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT")
        .put("description", "a token of the issuer that the stack is deployed with");
    ObjectNode definitions = schemas.collectDefinitions("components/schemas");
    List<String> names = new ArrayList<>();
    definitions.fieldNames().forEachRemaining(names::add);
    names.stream()
        .filter(name -> name.startsWith(REQUESTS))
        .map(name -> (ObjectNode) definitions.get(name))
        .forEach(form -> asForm(form, definitions));
    components.set("schemas", definitions);
  }

  private static ObjectNode refusal(
      ObjectNode responses, JsonNode problem, String name, String description) {
    ObjectNode response = responses.putObject(name).put("description", description);
    ObjectNode headers = response.putObject("headers");
    header(headers, "cache-control", "CacheControl");
    response.putObject("content").putObject(ApiReply.PROBLEM).set("schema", problem);
    return headers;
  }

  private static void header(ObjectNode headers, String name, String description, String type) {
    headers.putObject(name).put("description", description).putObject("schema").put("type", type);
  }

  /// A form refuses what it does not know, and takes null as "not given" or "to be taken away".
  private static void asForm(ObjectNode schema, ObjectNode definitions) {
    if (!schema.has("properties")) {
      return;
    }
    schema.put("additionalProperties", false);
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    ObjectNode properties = (ObjectNode) schema.get("properties");
    List<String> names = new ArrayList<>();
    properties.fieldNames().forEachRemaining(names::add);
    names.stream()
        .filter(name -> !required.contains(name))
        .forEach(
            name -> properties.set(name, orNull(withNulls(properties.get(name), definitions))));
  }

  /// The values of a map are taken away one by one.
  private static JsonNode withNulls(JsonNode property, ObjectNode definitions) {
    String name = property.path("$ref").asText().replace(SCHEMAS, "");
    JsonNode values = definitions.path(name).path("additionalProperties");
    return values.isObject()
        ? ((ObjectNode) definitions.get(name))
            .deepCopy()
            .set("additionalProperties", orNull(values))
        : property;
  }

  private static ObjectNode orNull(JsonNode schema) {
    ObjectNode choice = Json.codec().createObjectNode();
    choice.putArray("anyOf").add(schema).addObject().put("type", "null");
    return choice;
  }
}
