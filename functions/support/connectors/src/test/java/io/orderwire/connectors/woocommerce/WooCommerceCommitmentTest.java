package io.orderwire.connectors.woocommerce;

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

/// Which of WooCommerce's orders are safe to import, and which never are.
class WooCommerceCommitmentTest {
  private static final Policies STANDARD = Policies.standard();
  private static final Policies TRUSTING =
      new Policies(ReadPolicy.CONFIRM, true, Set.of("bacs"), false, true, Optional.empty(), false);

  private final Connector connector = WooCommerceConnector.create();

  @ParameterizedTest
  @CsvSource({
    "pending, '', observed, pending",
    "pending, 2026-05-04T10:00:00, committed, ready_for_fulfillment",
    "on-hold, '', observed, pending",
    "on-hold, 2026-05-04T10:00:00, committed, ready_for_fulfillment",
    "processing, '', committed, pending",
    "processing, 2026-05-04T10:00:00, committed, ready_for_fulfillment",
    "completed, 2026-05-04T10:00:00, committed, fulfilled",
    "failed, '', observed, pending",
    "failed, 2026-05-04T10:00:00, observed, pending",
    "cancelled, '', observed, cancelled",
    "checkout-draft, '', observed, pending",
    "checkout-draft, 2026-05-04T10:00:00, observed, pending",
    "auto-draft, '', observed, pending",
    "engraving, '', observed, pending"
  })
  void byStatusAndPaymentDate(String status, String paid, String state, String headline)
      throws IOException {
    Order order = assembled(document(status, paid), STANDARD);
    assertThat(order.commitment().state()).hasToString(state.toUpperCase(Locale.ROOT));
    assertThat(order.lifecycle().status())
        .isEqualTo(OrderStatus.valueOf(headline.toUpperCase(Locale.ROOT)));
  }

  @Test
  void nothingForcesADraftOrAFailedPaymentIn() throws IOException {
    for (String status : Set.of("checkout-draft", "draft", "auto-draft", "new", "failed")) {
      for (String paid : Set.of("", "2026-05-04T10:00:00")) {
        assertThat(assembled(document(status, paid), TRUSTING).commitment().state())
            .as("%s, paid %s", status, paid)
            .isEqualTo(CommitmentState.OBSERVED);
      }
    }
  }

  @Test
  void theStoresListOfOfflineMethodsDecides() throws IOException {
    assertThat(assembled(document("on-hold", ""), TRUSTING).lifecycle().status())
        .isEqualTo(OrderStatus.READY_FOR_FULFILLMENT);
    assertThat(assembled(document("pending", ""), TRUSTING).commitment().state())
        .isEqualTo(CommitmentState.OBSERVED);
  }

  @Test
  void committedSinceThePaymentDateElseSinceItWasPlaced() throws IOException {
    assertThat(
            assembled(document("processing", "2026-05-04T10:00:00"), STANDARD).commitment().since())
        .contains(Instant.parse("2026-05-04T10:00:00Z"));
    Order cash = assembled(document("processing", ""), STANDARD);
    assertThat(cash.commitment().since()).contains(cash.lifecycle().placedAt());
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

  private static ObjectNode document(String status, String paid) throws IOException {
    ObjectNode document =
        (ObjectNode)
            Json.tree(
                Files.readAllBytes(
                    Path.of("src/test/resources/woocommerce/tax-rounded-per-line/payload.json")));
    return document.put("status", status).put("payment_method", "bacs").put("date_paid_gmt", paid);
  }

  private Store store(Policies policies) {
    return new Store(
        new StoreId("acme-eu"),
        connector.descriptor().id(),
        "Acme",
        URI.create("https://shop.example"),
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
