package io.orderwire.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Publisher;
import io.orderwire.json.Json;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.Credentials;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import io.orderwire.testkit.CountedMetrics;
import io.orderwire.testkit.InMemoryCartWatch;
import io.orderwire.testkit.InMemoryCustomers;
import io.orderwire.testkit.InMemoryDeadLetters;
import io.orderwire.testkit.InMemoryErasures;
import io.orderwire.testkit.InMemoryEventBus;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.InMemoryRawArchive;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ScriptedCart;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The sample events by the real connectors, in stores that have no credentials for calls.
class SamplesTest {
  private static final Path SAMPLES = Path.of("../../events/normalizer");
  private static final StoreId SHOPIFY = new StoreId("acme-eu");
  private static final StoreId WOOCOMMERCE = new StoreId("harbour-tea");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:01Z"));
  private final InMemoryStores stores = new InMemoryStores();
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final InMemoryRawArchive archive = new InMemoryRawArchive();
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final InMemoryIntakeQueue intake = new InMemoryIntakeQueue(clock);
  private final Normalizer normalizer =
      new Normalizer(
          new World(
              new Platforms(Connectors.all()),
              stores,
              stores,
              ledger,
              archive,
              new InMemoryCartWatch(),
              new InMemoryCustomers(),
              new InMemoryErasures(),
              new InMemoryDeadLetters(),
              new IntakeDoor(intake, archive),
              new CartClient(
                  new ScriptedCart(request -> ScriptedCart.json(500, "")),
                  secrets,
                  new CartClient.Surroundings(clock, clock::advance, () -> "nonce")),
              new Publisher(new InMemoryEventBus(), clock::advance),
              new CountedMetrics(),
              clock));

  SamplesTest() {
    for (Connector connector : Connectors.all()) {
      StoreId id = storeOf(connector.descriptor().id());
      stores.add(
          new Store(
              id,
              connector.descriptor().id(),
              "Sample",
              URI.create(connector.descriptor().baseUrlExample()),
              "endpoint-" + id,
              secrets.seal(id, new Credentials(Map.of())),
              false,
              Map.of(),
              StoreMapping.standard(),
              Store.State.ACTIVE,
              Optional.empty(),
              clock.instant(),
              0));
    }
  }

  /// The samples are of two carts; the others have a store beside.
  private static StoreId storeOf(PlatformId platform) {
    return switch (platform.value()) {
      case "shopify" -> SHOPIFY;
      case "woocommerce" -> WOOCOMMERCE;
      default -> new StoreId("sample-" + platform);
    };
  }

  @Test
  void deliveriesOfBothCartsBecomeCommittedOrders() throws IOException {
    assertThat(process("delivery-shopify.json")).containsExactly(What.RECORDED);
    assertThat(process("delivery-shopify.json")).containsExactly(What.DUPLICATE);
    assertThat(process("delivery-woocommerce.json")).containsExactly(What.RECORDED);
    assertThat(process("delivery-woocommerce.json")).containsExactly(What.DUPLICATE);
    assertThat(orders())
        .extracting(entry -> entry.order().orElseThrow().lifecycle().status())
        .contains(OrderStatus.READY_FOR_FULFILLMENT);
    assertThat(orders()).allMatch(LedgerEntry::announced);
  }

  @Test
  void aListedRowIsRecorded() throws IOException {
    assertThat(process("row.json")).containsExactly(What.RECORDED);
    assertThat(process("row.json")).containsExactly(What.DUPLICATE);
  }

  @Test
  void aBatchOfTwoStoresIsRecordedInBoth() throws IOException {
    assertThat(process("batch-of-two-stores.json")).containsOnly(What.RECORDED);
    assertThat(orders())
        .extracting(entry -> entry.subject().storeId())
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void anArchivedPayloadIsReplayed() throws IOException {
    IntakeMessage delivery = messages("delivery-shopify.json").getFirst();
    IntakeMessage replay = messages("replay.json").getFirst();
    archive.put(
        replay.body().rawKey().orElseThrow(),
        delivery.body().inline().orElse("".getBytes(StandardCharsets.UTF_8)),
        "application/json");
    assertThat(process("replay.json")).containsExactly(What.RECORDED);
    assertThat(ledger.history(Subject.order(SHOPIFY, new ExternalId("6104499822717")), 1, 9))
        .hasSize(1);
  }

  private List<LedgerEntry> orders() {
    return ledger.stream(0).stream()
        .filter(entry -> entry.subject().kind() == Subject.Kind.ORDER)
        .toList();
  }

  private List<What> process(String sample) throws IOException {
    List<What> outcomes = new ArrayList<>();
    for (IntakeMessage message : messages(sample)) {
      normalizer
          .process(message, clock.instant().plusSeconds(30))
          .forEach(outcome -> outcomes.add(outcome.what()));
    }
    return outcomes;
  }

  private static List<IntakeMessage> messages(String sample) throws IOException {
    List<IntakeMessage> messages = new ArrayList<>();
    for (JsonNode record : Json.tree(Files.readAllBytes(SAMPLES.resolve(sample))).path("Records")) {
      messages.add(Json.read(record.path("body").textValue(), IntakeMessage.class));
    }
    return messages;
  }
}
