package io.orderwire.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import io.orderwire.json.EventJson;
import io.orderwire.json.Json;
import io.orderwire.json.PublishedDocuments;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.testkit.RecordSchemas;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The AsyncAPI 3 document of the events, made of their types, of the records that they carry, and
/// of a sample of each: on the bus, and as they are sent to subscribed URLs.
final class AsyncApiDocument {
  private static final String BUS = "bus";
  private static final String WEBHOOKS = "webhooks";
  private static final String OF_WEBHOOK = ".webhook";
  private static final String TEST = "webhook.test";
  private static final String MESSAGES = "/messages/";

  private static final Map<EventType, String> SUMMARIES =
      Map.ofEntries(
          Map.entry(
              EventType.ORDER_PENDING, "A version of an order that is not yet safe to act upon"),
          Map.entry(
              EventType.ORDER_COMMITTED, "Once per order: evidence says that it is safe to import"),
          Map.entry(
              EventType.ORDER_CHANGED,
              "Every later version of an order; transitions says what happened"),
          Map.entry(EventType.CART_UPDATED, "A version of a cart"),
          Map.entry(EventType.CART_ABANDONED, "A cart was idle for so long as the store says"),
          Map.entry(EventType.CART_CONVERTED, "A cart became an order"),
          Map.entry(EventType.CUSTOMER_MERGED, "Two customers are one person"),
          Map.entry(EventType.CUSTOMER_SPLIT, "One customer is several people"),
          Map.entry(EventType.STORE_HEALTH_CHANGED, "A store works, or no longer does, and why"),
          Map.entry(
              EventType.STORE_RECONCILED,
              "What the cart lists against what is held: a certificate of completeness"),
          Map.entry(EventType.RECEIPT_QUARANTINED, "A payload could not be mapped, or now was"),
          Map.entry(
              EventType.SCHEMA_DRIFTED, "A payload of a shape that its store had not sent before"));

  private final SchemaBuilder schemas = RecordSchemas.ofApi().together();
  private final ObjectNode document = Json.codec().createObjectNode();
  private final ObjectNode messages = Json.codec().createObjectNode();
  private final Map<EventType, JsonNode> samples;

  private AsyncApiDocument(Map<EventType, JsonNode> samples) {
    this.samples = samples;
  }

  /// @param samples of each type, as a rule of the bus hands it to its target
  static JsonNode of(Map<EventType, JsonNode> samples) {
    return new AsyncApiDocument(samples).written();
  }

  private JsonNode written() {
    document.put("asyncapi", "3.0.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Orderwire events").put("version", EventMetadata.SCHEMA_VERSION);
    info.put(
        "description",
        "Canonical events of shopping carts' orders. detail.metadata.event_id is the idempotency"
            + " key for ever. Nothing is delivered in order: apply an event only if its sequence is"
            + " greater than the last one that you applied for that subject. Members may be added"
            + " within 1.x; what changes otherwise has another schema_version.");
    info.putObject("license")
        .put("name", "Apache-2.0")
        .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
    document.put("defaultContentType", "application/json");
    servers(document.putObject("servers"));
    ObjectNode channels = document.putObject("channels");
    channel(channels.putObject(BUS), "{busName}", BUS, "The event bus of the stack.");
    parameter(channels, BUS, "busName", "name of the bus: the stack's output OrderBusName");
    channel(
        channels.putObject(WEBHOOKS),
        "{path}",
        "subscriber",
        "A URL that was subscribed by POST /v1/subscriptions: one POST for each event, signed as"
            + " Standard Webhooks says, tried nine times over more than a day.");
    parameter(channels, WEBHOOKS, "path", "path of the subscribed URL");
    for (EventType type : EventType.values()) {
      ObjectNode onTheBus = message(type, type.detailType(), onTheBus(type));
      onTheBus.put("x-json-schema-of-detail", PublishedDocuments.schemaOf(type));
      onTheBus
          .putArray("examples")
          .addObject()
          .put("name", "sample")
          .set("payload", samples.get(type));
      refer(channels, BUS, type.detailType());
      signed(message(type, type.detailType() + OF_WEBHOOK, sent(type)));
      refer(channels, WEBHOOKS, type.detailType() + OF_WEBHOOK);
    }
    trial();
    refer(channels, WEBHOOKS, TEST);
    operations(document.putObject("operations"));
    components(document.putObject("components"));
    return document;
  }

  private static void servers(ObjectNode servers) {
    ObjectNode bus = servers.putObject(BUS);
    bus.put("host", "events.{region}.amazonaws.com").put("protocol", "eventbridge");
    bus.put(
        "description",
        "Amazon EventBridge in your own account. Who listens puts a rule on the bus; the payload is"
            + " what the rule hands to its target.");
    bus.putObject("variables").putObject("region").put("default", "eu-central-1");
    ObjectNode subscriber = servers.putObject("subscriber");
    subscriber.put("host", "{host}").put("protocol", "https");
    subscriber.put("description", "A server of yours.");
    subscriber.putObject("variables").putObject("host").put("default", "hooks.example.com");
  }

  private static void channel(
      ObjectNode channel, String address, String server, String description) {
    channel.put("address", address).put("description", description);
    channel.putArray("servers").addObject().put("$ref", "#/servers/" + server);
    channel.putObject("messages");
  }

  private static void parameter(
      ObjectNode channels, String channel, String name, String description) {
    channels
        .withObject("/" + channel + "/parameters")
        .putObject(name)
        .put("description", description);
  }

  private static void refer(ObjectNode channels, String channel, String message) {
    ((ObjectNode) channels.path(channel).path("messages"))
        .putObject(message)
        .put("$ref", "#/components" + MESSAGES + message);
  }

  private ObjectNode message(EventType type, String name, ObjectNode payload) {
    ObjectNode message = messages.putObject(name);
    message.put("name", type.detailType()).put("title", type.detailType());
    message.put("summary", SUMMARIES.get(type));
    message.put("contentType", "application/json");
    message.set("payload", payload);
    return message;
  }

  private ObjectNode onTheBus(EventType type) {
    ObjectNode envelope = object("version", "id", "account", "region");
    constant(envelope, "source", EventType.SOURCE);
    constant(envelope, "detail-type", type.detailType());
    text(envelope, "time").put("format", "date-time");
    property(envelope, "resources").put("type", "array").putObject("items").put("type", "string");
    ObjectNode detail = property(envelope, "detail");
    detail.setAll(object());
    content(detail, type);
    return envelope;
  }

  private ObjectNode sent(EventType type) {
    ObjectNode body = object();
    constant(body, "type", type.detailType());
    text(body, "timestamp").put("format", "date-time");
    content(body, type);
    return body;
  }

  private void content(ObjectNode object, EventType type) {
    refer(object, "metadata", EventMetadata.class);
    refer(object, "data", EventJson.dataOf(type));
  }

  /// The reference is completed when all types are known, so it must stand there itself.
  private void refer(ObjectNode object, String name, Class<?> type) {
    property(object, name);
    ((ObjectNode) object.get("properties")).set(name, schemas.createSchemaReference(type));
  }

  private void trial() {
    ObjectNode message = messages.putObject(TEST);
    message.put("name", TEST).put("title", TEST);
    message.put("summary", "Asked for by POST /v1/subscriptions/{id}/test; never on the bus");
    message.put("contentType", "application/json");
    ObjectNode body = object();
    constant(body, "type", TEST);
    text(body, "timestamp").put("format", "date-time");
    ObjectNode data = property(body, "data");
    data.setAll(object("subscription_id"));
    message.set("payload", body);
    signed(message);
  }

  private static void signed(ObjectNode message) {
    ObjectNode headers = object();
    text(headers, "webhook-id")
        .put("description", "the event's id, the same at every try: drop what you have seen");
    text(headers, "webhook-timestamp").put("description", "seconds since 1970 of this try");
    text(headers, "webhook-signature")
        .put(
            "description",
            "v1, and the base64 of the HMAC-SHA256 of {webhook-id}.{webhook-timestamp}.{body};"
                + " several, parted by blanks, while a secret is replaced");
    message.set("headers", headers);
  }

  private void operations(ObjectNode operations) {
    operation(operations, "publishToBus", BUS, "Each recorded version becomes exactly one event.");
    operation(
        operations,
        "deliverToSubscriber",
        WEBHOOKS,
        "Answer 2xx within 15 seconds; 410 ends the subscription.");
    operations
        .withObject("/deliverToSubscriber/bindings")
        .putObject("http")
        .put("method", "POST")
        .put("bindingVersion", "0.3.0");
  }

  private static void operation(
      ObjectNode operations, String name, String channel, String description) {
    ObjectNode operation = operations.putObject(name);
    operation.put("action", "send").put("description", description);
    operation.putObject("channel").put("$ref", "#/channels/" + channel);
  }

  private void components(ObjectNode components) {
    components.set("messages", messages);
    components.set("schemas", schemas.collectDefinitions("components/schemas"));
    List<String> names = PublishedDocuments.SCHEMAS;
    names.forEach(document.putArray("x-json-schemas")::add);
  }

  /// An object that has all of its members.
  private static ObjectNode object(String... texts) {
    ObjectNode object = Json.codec().createObjectNode();
    object.put("type", "object").putObject("properties");
    object.putArray("required");
    Arrays.stream(texts).forEach(name -> text(object, name));
    return object;
  }

  private static ObjectNode text(ObjectNode object, String name) {
    return property(object, name).put("type", "string");
  }

  private static void constant(ObjectNode object, String name, String value) {
    text(object, name).put("const", value);
  }

  private static ObjectNode property(ObjectNode object, String name) {
    object.withArrayProperty("required").add(name);
    return ((ObjectNode) object.get("properties")).putObject(name);
  }
}
