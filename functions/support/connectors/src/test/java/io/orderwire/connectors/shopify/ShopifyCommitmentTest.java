package io.orderwire.connectors.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.engine.OrderAssembler;
import io.orderwire.engine.OrderAssembler.Assembly;
import io.orderwire.engine.Provenance;
import io.orderwire.json.Json;
import io.orderwire.model.CommitmentState;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which of Shopify's orders are safe to import, and which never are.
final class ShopifyCommitmentTest {
  private static final Policies STANDARD = Policies.standard();
  private static final Policies TRUSTING =
      new Policies(
          ReadPolicy.CONFIRM, true, Set.of("manual"), false, true, Optional.empty(), false);

  private final Connector connector = ShopifyConnector.create();

  @ParameterizedTest
  @CsvSource({
    "pending, observed, pending",
    "authorized, committed, pending",
    "partially_paid, committed, pending",
    "paid, committed, ready_for_fulfillment",
    "partially_refunded, committed, ready_for_fulfillment",
    "refunded, committed, cancelled",
    "expired, observed, cancelled",
    "voided, observed, cancelled",
    "sent_to_moon, observed, pending"
  })
  void byFinancialStatus(String word, String state, String headline) throws IOException {
    Order order = assembled(document().put("financial_status", word), STANDARD);
    assertThat(order.commitment().state()).hasToString(state.toUpperCase(Locale.ROOT));
    assertThat(order.lifecycle().status())
        .isEqualTo(OrderStatus.valueOf(headline.toUpperCase(Locale.ROOT)));
  }

  @Test
  void nothingForcesAnExpiredOrVoidedOneIn() throws IOException {
    for (String word : Set.of("expired", "voided")) {
      ObjectNode document = document().put("financial_status", word);
      document.putArray("payment_gateway_names").add("manual");
      assertThat(assembled(document, TRUSTING).commitment().state())
          .as(word)
          .isEqualTo(CommitmentState.OBSERVED);
    }
    ObjectNode unreserved = document().put("financial_status", "paid").put("confirmed", false);
    assertThat(assembled(unreserved, TRUSTING).commitment().state())
        .isEqualTo(CommitmentState.OBSERVED);
  }

  @Test
  void theStoresPoliciesDecideWhatTheyAreFor() throws IOException {
    ObjectNode manual = document().put("financial_status", "pending");
    manual.putArray("payment_gateway_names").add("manual");
    assertThat(assembled(manual, STANDARD).commitment().state())
        .isEqualTo(CommitmentState.OBSERVED);
    assertThat(assembled(manual, TRUSTING).lifecycle().status())
        .isEqualTo(OrderStatus.READY_FOR_FULFILLMENT);
    ObjectNode reserved = document().put("financial_status", "authorized");
    assertThat(assembled(reserved, TRUSTING).lifecycle().status())
        .isEqualTo(OrderStatus.READY_FOR_FULFILLMENT);
    ObjectNode test = document().put("financial_status", "paid").put("test", true);
    assertThat(assembled(test, STANDARD).commitment().state()).isEqualTo(CommitmentState.OBSERVED);
    assertThat(assembled(test, TRUSTING).commitment().state()).isEqualTo(CommitmentState.COMMITTED);
  }

  /// A webhook names no transactions; the fetch that commits does, and gives the time.
  @Test
  void committedSinceTheFirstTransactionThatBroughtMoney() throws IOException {
    ObjectNode document = document().put("financial_status", "paid");
    var transactions = document.putArray("transactions");
    transactions
        .addObject()
        .put("id", 1)
        .put("kind", "authorization")
        .put("status", "failure")
        .put("amount", "1.00")
        .put("processed_at", "2026-05-01T08:00:00Z");
    transactions
        .addObject()
        .put("id", 2)
        .put("kind", "authorization")
        .put("status", "success")
        .put("amount", "1.00")
        .put("processed_at", "2026-05-01T09:00:00Z");
    transactions
        .addObject()
        .put("id", 3)
        .put("kind", "capture")
        .put("status", "success")
        .put("amount", "1.00")
        .put("processed_at", "2026-05-02T10:00:00Z");
    assertThat(assembled(document, STANDARD).commitment().since())
        .contains(Instant.parse("2026-05-01T09:00:00Z"));
  }

  private Order assembled(ObjectNode document, Policies policies) {
    Store store = store(policies);
    Mapping.Normalized<PlatformOrder> mapped =
        (Mapping.Normalized<PlatformOrder>) connector.orders().map(document, store.context());
    return switch (OrderAssembler.assemble(
        mapped, Optional.empty(), new Provenance(store, connector, Read.FETCHED, "r"), true)) {
      case Assembly.Assembled(Order order, boolean draft) -> order;
      case Assembly.Refused(var finding) -> throw new AssertionError(finding);
    };
  }

  private static ObjectNode document() throws IOException {
    return (ObjectNode)
        Json.tree(Files.readAllBytes(Path.of("src/test/resources/shopify/guest/payload.json")));
  }

  private Store store(Policies policies) {
    return new Store(
        new StoreId("acme-eu"),
        connector.descriptor().id(),
        "Acme",
        URI.create("https://acme-eu.myshopify.com"),
        "token",
        new SealedCredentials(""),
        true,
        Map.of(),
        new StoreMapping(1, Map.of(), Map.of(), Map.of(), Map.of(), policies),
        Store.State.ACTIVE,
        Optional.empty(),
        Instant.parse("2026-05-01T00:00:00Z"),
        1);
  }
}
