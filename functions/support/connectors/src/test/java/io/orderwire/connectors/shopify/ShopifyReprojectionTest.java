package io.orderwire.connectors.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.engine.Considered;
import io.orderwire.engine.Considered.Standing;
import io.orderwire.engine.Considered.Trust;
import io.orderwire.engine.NamedFields;
import io.orderwire.engine.Provenance;
import io.orderwire.engine.RawKeys;
import io.orderwire.engine.Reprojection;
import io.orderwire.json.Json;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.model.CustomField;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.model.StoreId;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.InMemoryRawArchive;
import io.orderwire.testkit.ports.Samples;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Orders of a platform whose dialects state different things, made again of what is archived.
final class ShopifyReprojectionTest {
  private static final Path FIXTURES = Path.of("src/test/resources/shopify");
  private static final StoreId STORE = new StoreId("acme-eu");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String ID = "1001";

  private final Connector connector = ShopifyConnector.create();
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final InMemoryRawArchive archive = new InMemoryRawArchive();
  private int receipts;

  /// Each sequence of dialects: a webhook, what was fetched because of it, listed nodes.
  @Test
  void withTheSameMappingNothingIsNews() throws IOException {
    Store store =
        store(Map.of("window", "/note_attributes/0/value", "shop", "/customAttributes/0/value"));
    fetchedBecauseOf(store, document("everything-at-once"), document("guest-graphql"));
    assertUnchanged(store);
    delivered(store, document("on-hold"), Read.LISTED);
    assertUnchanged(store);
    delivered(store, document("test-order"), Read.WEBHOOK);
    assertThat(newest().lifecycle().fulfilment().is(FulfilmentState.ON_HOLD)).isTrue();
    assertUnchanged(store);
    fetchedBecauseOf(store, document("guest"), document("account-fetched-graphql"));
    assertUnchanged(store);
    delivered(store, document("business-net-terms"), Read.WEBHOOK);
    assertUnchanged(store);
    assertThat(ledger.history(subject(), 1, 10)).hasSize(5);
  }

  private void assertUnchanged(Store store) {
    assertThat(again(store).isNews()).as("after %d receipts", receipts).isFalse();
  }

  /// The fetched node has no place for it, and no version was made of the webhook alone.
  @Test
  void aNewFieldIsFoundInTheDeliveryBecauseOfWhichTheOrderWasFetched() throws IOException {
    fetchedBecauseOf(store(Map.of()), document("everything-at-once"), document("guest-graphql"));
    Reprojection.Result.Made made = again(store(Map.of("window", "/note_attributes/0/value")));
    assertThat(made.isNews()).isTrue();
    assertThat(names(made.order())).contains("window");
    assertThat(made.order().withReadings(newest().lifecycle(), newest().customFields()))
        .usingRecursiveComparison()
        .ignoringFields("version", "source", "findings")
        .isEqualTo(newest());
  }

  /// The metafields are of the first version, and the webhooks after it cannot state them.
  @Test
  void aNewFieldIsFoundManyVersionsBefore() throws IOException {
    delivered(store(Map.of()), document("account-fetched-graphql"), Read.FETCHED);
    for (String webhook : List.of("guest", "test-order", "business-net-terms")) {
      delivered(store(Map.of()), document(webhook), Read.WEBHOOK);
    }
    List<String> before = names(newest());
    Reprojection.Result.Made made = again(store(Map.of("loyal", "/metafields/nodes/0/value")));
    assertThat(names(made.order())).containsAll(before).contains("loyal");
    assertThat(made.isNews()).isTrue();
  }

  /// A field that a former mapping named, and that a webhook could not take away.
  @Test
  void whatIsNamedNoMoreGoesEvenWhereItWasHandedOn() throws IOException {
    Store naming = store(Map.of("loyal", "/metafields/nodes/0/value"));
    delivered(naming, document("account-fetched-graphql"), Read.FETCHED);
    delivered(naming, document("business-net-terms"), Read.WEBHOOK);
    assertThat(names(newest())).contains("loyal");
    Reprojection.Result.Made made = again(store(Map.of()));
    assertThat(names(made.order())).doesNotContain("loyal").contains("custom.loyalty_points");
  }

  /// To the webhook an order on hold looks unfulfilled: the mapping decides over the word before.
  @Test
  void theFinerWordOfAVersionBeforeIsReadAnewToo() throws IOException {
    delivered(store(Map.of()), document("on-hold"), Read.FETCHED);
    delivered(store(Map.of()), document("test-order"), Read.WEBHOOK);
    assertThat(newest().lifecycle().fulfilment().is(FulfilmentState.ON_HOLD)).isTrue();
    StoreMapping released =
        new StoreMapping(
            2,
            Map.of(),
            Map.of("on_hold", FulfilmentState.IN_PROGRESS),
            Map.of(),
            Map.of(),
            Policies.standard());
    Order made = again(store(Map.of()).withMapping(released)).order();
    assertThat(made.lifecycle().fulfilment().is(FulfilmentState.IN_PROGRESS)).isTrue();
  }

  /// What lies before a payload that is gone is as it was recorded.
  @Test
  void whereAnEarlierPayloadIsGoneItsVersionStands() throws IOException {
    Store naming = store(Map.of("loyal", "/metafields/nodes/0/value"));
    delivered(naming, document("account-fetched-graphql"), Read.FETCHED);
    delivered(naming, document("business-net-terms"), Read.WEBHOOK);
    archive.erase(ledger.version(subject(), 1).orElseThrow().rawKey().orElseThrow());
    assertThat(again(naming).isNews()).isFalse();
    assertThat(names(again(naming).order())).contains("loyal");
  }

  private static List<String> names(Order order) {
    return order.customFields().stream().map(CustomField::name).toList();
  }

  private Reprojection.Result.Made again(Store store) {
    LedgerEntry newest = ledger.newest(subject(), InMemoryLedger.Consistency.STRONG).orElseThrow();
    return (Reprojection.Result.Made)
        new Reprojection(ledger, archive, connector, store).of(newest);
  }

  private Order newest() {
    return order(ledger.newest(subject(), InMemoryLedger.Consistency.STRONG).orElseThrow());
  }

  private static Order order(LedgerEntry entry) {
    return ((EventData.OrderChange) entry.event().detail().data()).order().orElseThrow();
  }

  private static Subject subject() {
    return new Subject(STORE, Subject.Kind.ORDER, ID);
  }

  /// As the normalizer records it: the delivery is kept, and a version is made of what was fetched.
  private void fetchedBecauseOf(Store store, ObjectNode delivered, ObjectNode fetched) {
    String receipt = "r" + ++receipts;
    Instant at = NOON.plusSeconds(receipts);
    archive.put(RawKeys.payload(subject(), at, receipt), Json.bytes(delivered), "application/json");
    String key = RawKeys.fetched(subject(), at, receipt, Json.bytes(fetched));
    archive.put(key, Json.bytes(fetched), "application/json");
    record(store, fetched, Read.FETCHED, receipt, key, Optional.of(mapped(store, delivered)));
  }

  private void delivered(Store store, ObjectNode document, Read read) {
    String receipt = "r" + ++receipts;
    Instant at = NOON.plusSeconds(receipts);
    String key = RawKeys.payload(subject(), at, receipt);
    archive.put(key, Json.bytes(document), "application/json");
    record(store, document, read, receipt, key, Optional.empty());
  }

  private void record(
      Store store,
      ObjectNode document,
      Read read,
      String receipt,
      String key,
      Optional<Mapping<PlatformOrder>> atHand) {
    Optional<LedgerEntry> newest = ledger.newest(subject(), InMemoryLedger.Consistency.STRONG);
    Considered considered =
        Considered.of(
            mapped(store, document),
            new Provenance(store, connector, read, receipt),
            new Standing(newest.map(ShopifyReprojectionTest::order), Trust.FINAL, false, atHand));
    assertThat(considered).isInstanceOf(Considered.Ready.class);
    Order order = ((Considered.Ready) considered).order();
    LedgerEntry sample = Samples.order(STORE, ID, order.version(), NOON.plusSeconds(receipts), "");
    EventData.OrderChange change =
        new EventData.OrderChange(
            List.of(), List.of(), Optional.empty(), Optional.of(order), Optional.empty());
    Event event =
        new Event(
            sample.event().type(), new Event.Detail(sample.event().detail().metadata(), change));
    assertThat(
            ledger.append(
                new LedgerEntry(subject(), order.version(), event, true, Optional.of(key))))
        .isTrue();
  }

  private Mapping<PlatformOrder> mapped(Store store, ObjectNode document) {
    return new NamedFields(connector.orders()).map(document, store.context());
  }

  /// One order in each dialect, each document later than the one before.
  private ObjectNode document(String fixture) throws IOException {
    ObjectNode document =
        (ObjectNode)
            Json.tree(Files.readAllBytes(FIXTURES.resolve(fixture).resolve("payload.json")));
    String changed = NOON.plusSeconds(100L + receipts).toString();
    if (document.has("updated_at")) {
      return document.put("id", Long.parseLong(ID)).put("updated_at", changed);
    }
    return document
        .put("id", "gid://shopify/Order/" + ID)
        .put("legacyResourceId", ID)
        .put("updatedAt", changed);
  }

  private Store store(Map<String, String> pointers) {
    return new Store(
        STORE,
        connector.descriptor().id(),
        "Acme",
        URI.create("https://acme-eu.myshopify.com"),
        "token",
        new SealedCredentials(""),
        true,
        Map.of(),
        new StoreMapping(1, Map.of(), Map.of(), Map.of(), pointers, Policies.standard()),
        Store.State.ACTIVE,
        Optional.empty(),
        Instant.parse("2026-05-01T00:00:00Z"),
        1);
  }
}
