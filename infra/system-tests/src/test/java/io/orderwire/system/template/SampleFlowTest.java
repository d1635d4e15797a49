package io.orderwire.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.orderwire.aws.AwsWiring;
import io.orderwire.aws.EnvironmentSettings;
import io.orderwire.aws.StreamImages;
import io.orderwire.json.EventJson;
import io.orderwire.json.Json;
import io.orderwire.json.PublishedDocuments;
import io.orderwire.message.Event;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.message.SequenceFilter;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Ruler;

/// The samples fit each other: what the normalizer makes of the sample receipts is what the sample
/// events on the bus say, and the dispatcher reads whole events out of the sample stream.
///
/// `-Dgolden=update` rewrites the events that the receipts give.
class SampleFlowTest {
  private static final Path EVENTS = Deployment.ROOT.resolve("events");
  private static final Path BUS = EVENTS.resolve("bus");
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Path> onTheBus() throws IOException {
    try (Stream<Path> files = Files.list(BUS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"delivery-shopify", "delivery-woocommerce", "unmappable"})
  void aReceiptGivesTheEventsOfItsName(String receipt) throws IOException {
    List<LedgerEntry> entries = told(SampleWorld.process(messages("normalizer/" + receipt)));
    assertThat(entries).isNotEmpty();
    for (LedgerEntry entry : entries) {
      assertIsOnTheBus(entry, receipt.replaceFirst("delivery-", ""));
    }
  }

  @Test
  void anOrderIsPendingThenCommittedThenChanged() throws IOException {
    List<LedgerEntry> entries = told(SampleWorld.process(messages("normalizer/order-life")));
    assertThat(entries)
        .extracting(entry -> entry.event().type().detailType())
        .containsExactly(
            "order.pending", "order.committed", "order.changed", "store.health_changed");
    for (LedgerEntry entry : entries) {
      assertIsOnTheBus(entry, "order-life");
    }
  }

  /// The orders in these receipts are told like any other; what they show is the rest.
  @ParameterizedTest
  @ValueSource(strings = {"cart-life", "customers"})
  void receiptsGiveTheEventsOfCartsAndCustomers(String receipts) throws IOException {
    List<LedgerEntry> entries =
        told(SampleWorld.process(messages("normalizer/" + receipts))).stream()
            .filter(entry -> entry.subject().kind() != Subject.Kind.ORDER)
            .toList();
    assertThat(entries)
        .extracting(entry -> entry.event().type().detailType())
        .containsExactlyElementsOf(
            receipts.equals("cart-life")
                ? List.of("cart.updated", "cart.abandoned", "cart.converted")
                : List.of("customer.merged", "customer.split"));
    for (LedgerEntry entry : entries) {
      assertIsOnTheBus(entry, receipts);
    }
  }

  @Test
  void aReconciledStoreIsTold() throws IOException {
    List<IntakeMessage> delivered = messages("normalizer/delivery-woocommerce");
    String order = delivered.getFirst().body().text().orElseThrow();
    PollJob job = messages("poll-worker/reconcile", PollJob.class).getFirst();
    List<LedgerEntry> reconciled =
        SampleWorld.process(delivered, job, "[" + order + "]").stream()
            .filter(entry -> entry.event().type() == EventType.STORE_RECONCILED)
            .toList();
    assertThat(reconciled).hasSize(1);
    assertIsOnTheBus(reconciled.getFirst(), "reconcile");
  }

  /// A plugin adds to the shop's orders, and some of what was always there is gone.
  @Test
  void aNewShapeOfPayloadIsTold() throws IOException {
    List<LedgerEntry> told =
        SampleWorld.process(
                messages("normalizer/delivery-woocommerce"),
                Duration.ofDays(14).plusHours(21).plusMinutes(30).plusSeconds(14),
                messages("normalizer/new-shape"))
            .stream()
            .filter(entry -> entry.event().type() == EventType.SCHEMA_DRIFTED)
            .filter(LedgerEntry::announced)
            .toList();
    assertThat(told).hasSize(1);
    assertIsOnTheBus(told.getFirst(), "new-shape");
  }

  @Test
  void everyTypeOfEventHasASample() throws IOException {
    List<String> types = new ArrayList<>();
    for (Path file : onTheBus()) {
      types.add(JSON.readTree(file.toFile()).path("detail-type").asText());
    }
    assertThat(types)
        .containsAll(Stream.of(EventType.values()).map(EventType::detailType).toList());
  }

  /// The pattern that README gives to who wants to hear only of what would be left over.
  @Test
  void aRuleHearsOnlyOfShapesThatNobodyMaps() throws Exception {
    String pattern =
        "{\"detail-type\":[\"schema.drifted\"],"
            + "\"detail\":{\"data\":{\"unmapped\":[{\"prefix\":\"/\"}]}}}";
    assertThat(Files.readString(Deployment.ROOT.resolve("README.md")).replaceAll("\\s", ""))
        .contains(pattern);
    ObjectNode event =
        (ObjectNode) JSON.readTree(BUS.resolve("schema.drifted.new-shape.json").toFile());
    assertThat(Ruler.matchesRule(event.toString(), pattern)).isFalse();
    ((ObjectNode) event.at("/detail/data")).putArray("unmapped").add("/loyalty/points");
    assertThat(Ruler.matchesRule(event.toString(), pattern)).isTrue();
  }

  /// The pattern that README gives to who wants to hear of replays; and what the stack itself takes
  /// from the bus, which has each event once.
  @Test
  void aReplayIsHeardByWhoAsksForItAndNotByTheStackItself() throws Exception {
    String pattern = "{\"detail\":{\"metadata\":{\"replay\":[true]}}}";
    assertThat(Files.readString(Deployment.ROOT.resolve("README.md")).replaceAll("\\s", ""))
        .contains(pattern);
    List<String> own =
        Stream.of("OutboundEventRule", "OrderBusArchive")
            .map(id -> Deployment.read().main().resource(id).orElseThrow())
            .map(resource -> resource.properties().path("EventPattern").toString())
            .toList();
    for (Path file : onTheBus()) {
      ObjectNode event = (ObjectNode) JSON.readTree(file.toFile());
      String first = event.toString();
      assertThat(Ruler.matchesRule(first, pattern)).isFalse();
      ((ObjectNode) event.at("/detail/metadata")).put("replay", true);
      String replayed = event.toString();
      assertThat(Ruler.matchesRule(replayed, pattern)).isTrue();
      for (String rule : own) {
        assertThat(Ruler.matchesRule(first, rule)).as(rule).isTrue();
        assertThat(Ruler.matchesRule(replayed, rule)).as(rule).isFalse();
      }
    }
  }

  /// Without what is learned of the store's payloads and told to nobody.
  private static List<LedgerEntry> told(List<LedgerEntry> entries) {
    return entries.stream().filter(LedgerEntry::announced).toList();
  }

  private static void assertIsOnTheBus(LedgerEntry entry, String name) throws IOException {
    String type = entry.event().type().detailType();
    Path file = BUS.resolve(type + "." + name + ".json");
    JsonNode expected = envelope(entry.event());
    if ("update".equals(System.getProperty("golden"))) {
      assertThat(System.getenv("CI")).as("samples are not updated where CI is set").isNull();
      Files.createDirectories(BUS);
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(expected) + "\n");
    }
    assertThat(JSON.readTree(file.toFile()))
        .as("%s (rewrite with -Dgolden=update)", file)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("onTheBus")
  void anEventFitsItsPublishedSchemaAndIsReadBackWhole(Path file) throws IOException {
    JsonNode envelope = Json.tree(Files.readAllBytes(file));
    assertThat(envelope.path("source").asText()).isEqualTo(EventType.SOURCE);
    String type = envelope.path("detail-type").asText();
    JsonNode detail = envelope.path("detail");
    assertThat(schema(type).validate(detail)).isEmpty();
    Event read = EventJson.read(type, Json.text(detail)).orElseThrow();
    assertThat(Json.tree(Json.bytes(read.detail()))).isEqualTo(detail);
  }

  /// A version of the ledger is read for ever: these were written once and are not rewritten.
  @ParameterizedTest
  @ValueSource(strings = {"order-committed", "two-stores"})
  void theDispatcherReadsWhatTheLedgerHolds(String sample) throws IOException {
    DynamodbEvent stream =
        LambdaEventSerializers.serializerFor(
                DynamodbEvent.class, SampleFlowTest.class.getClassLoader())
            .fromJson(Files.newInputStream(EVENTS.resolve("dispatcher/" + sample + ".json")));
    for (DynamodbEvent.DynamodbStreamRecord record : stream.getRecords()) {
      Event event = images().fromImage(record.getDynamodb().getNewImage()).event();
      JsonNode detail = Json.tree(Json.bytes(event.detail()));
      assertThat(schema(event.type().detailType()).validate(detail)).isEmpty();
      String subject = SequenceFilter.subject(event.detail().metadata().eventId());
      assertThat(record.getDynamodb().getKeys())
          .containsEntry("pk", new AttributeValue(subject.replace('/', '#')));
    }
  }

  private static StreamImages images() {
    return AwsWiring.of(
            EnvironmentSettings.of(Map.of("RAW_BUCKET", "sample")), InstantSource.system())
        .streamImages();
  }

  @BeforeAll
  static void nameARegion() {
    System.setProperty("aws.region", "eu-central-1");
  }

  @AfterAll
  static void forgetTheRegion() {
    System.clearProperty("aws.region");
  }

  private static List<IntakeMessage> messages(String sample) throws IOException {
    return messages(sample, IntakeMessage.class);
  }

  private static <T> List<T> messages(String sample, Class<T> type) throws IOException {
    List<T> messages = new ArrayList<>();
    for (JsonNode record :
        JSON.readTree(EVENTS.resolve(sample + ".json").toFile()).path("Records")) {
      messages.add(Json.read(record.path("body").asText(), type));
    }
    return messages;
  }

  /// As a rule of EventBridge hands it to its target; id and account are made up.
  private static JsonNode envelope(Event event) throws IOException {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("version", "0");
    envelope.put("id", "17793124-05d4-b198-2fde-7ededc63b103");
    envelope.put("detail-type", event.type().detailType());
    envelope.put("source", EventType.SOURCE);
    envelope.put("account", "123456789012");
    Instant recorded = event.detail().metadata().recordedAt();
    envelope.put("time", recorded.truncatedTo(ChronoUnit.SECONDS).toString());
    envelope.put("region", "eu-central-1");
    envelope.putArray("resources");
    envelope.set("detail", JSON.readTree(Json.bytes(event.detail())));
    return JSON.readTree(JSON.writeValueAsBytes(envelope));
  }

  private static JsonSchema schema(String type) throws IOException {
    String name =
        "/io/orderwire/schema/"
            + PublishedDocuments.schemaOf(
                Stream.of(EventType.values())
                    .filter(known -> known.detailType().equals(type))
                    .findFirst()
                    .orElseThrow());
    try (InputStream schema = EventJson.class.getResourceAsStream(name)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Objects.requireNonNull(schema, name));
    }
  }
}
