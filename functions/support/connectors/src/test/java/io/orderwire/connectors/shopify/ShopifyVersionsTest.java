package io.orderwire.connectors.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.engine.NamedFields;
import io.orderwire.engine.OrderAssembler;
import io.orderwire.engine.OrderAssembler.Assembly;
import io.orderwire.engine.Provenance;
import io.orderwire.json.Json;
import io.orderwire.model.CustomField;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Order;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.Read;
import io.orderwire.model.StoreId;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A webhook after a fetch of the same order takes nothing away that webhooks cannot know.
final class ShopifyVersionsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/shopify");

  private final Connector connector = ShopifyConnector.create();

  @Test
  void aWebhookDoesNotReleaseAnOrderOnHold() throws IOException {
    Order held = version(Optional.empty(), "on-hold", Read.FETCHED);
    assertThat(held.lifecycle().status()).isEqualTo(OrderStatus.PAID);
    Order after = version(Optional.of(held), "test-order", Read.WEBHOOK);
    assertThat(after.lifecycle().fulfilment().is(FulfilmentState.ON_HOLD)).isTrue();
    assertThat(after.lifecycle().status()).isEqualTo(OrderStatus.PAID);
    assertThat(after.payments()).isEqualTo(held.payments());
    Order shipped = version(Optional.of(after), "cancelled-after-ship", Read.WEBHOOK);
    assertThat(shipped.lifecycle().fulfilment().is(FulfilmentState.FULFILLED)).isTrue();
    Order released = version(Optional.of(after), "guest-graphql", Read.LISTED);
    assertThat(released.lifecycle().fulfilment().is(FulfilmentState.UNFULFILLED)).isTrue();
  }

  @Test
  void aWebhookKeepsMetafieldsAndStatesItsOwnFields() throws IOException {
    Order fetched = version(Optional.empty(), "account-fetched-graphql", Read.FETCHED);
    Order after = version(Optional.of(fetched), "business-net-terms", Read.WEBHOOK);
    assertThat(after.customFields().stream().map(CustomField::name))
        .contains("po_number", "payment_terms", "custom.loyalty_points", "erp.reference");
    Order first = version(Optional.empty(), "everything-at-once", Read.WEBHOOK);
    assertThat(first.customFields().stream().map(CustomField::name))
        .contains("note", "delivery_window", "tags");
  }

  /// The store's own fields point into one dialect; the other has no such place and takes nothing
  /// away.
  @Test
  void theStoresOwnFieldsStayInTheDialectThatHasNoPlaceForThem() throws IOException {
    Store store =
        store(Map.of("window", "/note_attributes/0/value", "shop", "/customAttributes/0/value"));
    Order delivered = version(store, Optional.empty(), "everything-at-once", Read.WEBHOOK);
    assertThat(names(delivered)).contains("window").doesNotContain("shop");
    Order fetched = version(store, Optional.of(delivered), "guest-graphql", Read.FETCHED);
    assertThat(names(fetched)).contains("window");
    Order emptied = version(store, Optional.of(fetched), "guest", Read.WEBHOOK);
    assertThat(names(emptied)).doesNotContain("window");
  }

  private static List<String> names(Order order) {
    return order.customFields().stream().map(CustomField::name).toList();
  }

  private Order version(Optional<Order> previous, String fixture, Read read) throws IOException {
    return version(store(Map.of()), previous, fixture, read);
  }

  private Order version(Store store, Optional<Order> previous, String fixture, Read read)
      throws IOException {
    JsonNode document =
        Json.tree(Files.readAllBytes(FIXTURES.resolve(fixture).resolve("payload.json")));
    Mapping.Normalized<PlatformOrder> mapped =
        (Mapping.Normalized<PlatformOrder>)
            new NamedFields(connector.orders()).map(document, store.context());
    Provenance provenance = new Provenance(store, connector, read, "receipt");
    return switch (OrderAssembler.assemble(mapped, previous, provenance, true)) {
      case Assembly.Assembled(Order order, boolean draft) -> order;
      case Assembly.Refused(var finding) -> throw new AssertionError(finding);
    };
  }

  private Store store(Map<String, String> pointers) {
    return new Store(
        new StoreId("acme-eu"),
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
