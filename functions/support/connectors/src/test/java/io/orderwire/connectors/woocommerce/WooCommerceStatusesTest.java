package io.orderwire.connectors.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.json.Json;
import io.orderwire.model.CancellationState;
import io.orderwire.model.Evidence;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Reading;
import io.orderwire.model.StatusDerivation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Readings of the one word that WooCommerce has, together with dates and refunds, and the headline
/// that follows.
class WooCommerceStatusesTest {
  private static final Optional<Instant> PAID = Optional.of(Instant.parse("2026-05-04T10:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "pending, no, no, 0, pending, unfulfilled, PENDING",
    "pending, paid, no, 0, paid, unfulfilled, READY_FOR_FULFILLMENT",
    "on-hold, no, no, 0, pending, unfulfilled, PENDING",
    "on-hold, paid, no, 0, paid, unfulfilled, READY_FOR_FULFILLMENT",
    "failed, no, no, 0, failed, unfulfilled, PENDING",
    "processing, paid, no, 0, paid, unfulfilled, READY_FOR_FULFILLMENT",
    "processing, no, no, 0, pending, unfulfilled, PENDING",
    "processing, paid, completed, 0, paid, unfulfilled, READY_FOR_FULFILLMENT",
    "processing, paid, no, 10, partially_refunded, unfulfilled, READY_FOR_FULFILLMENT",
    "processing, no, no, 10, pending, unfulfilled, PENDING",
    "ready-for-pickup, paid, no, 0, paid, in_progress, READY_FOR_FULFILLMENT",
    "completed, paid, completed, 0, paid, fulfilled, FULFILLED",
    "completed, no, completed, 0, paid, fulfilled, FULFILLED",
    "completed, paid, completed, 100, refunded, fulfilled, FULFILLED",
    "cancelled, no, no, 0, voided, unfulfilled, CANCELLED",
    "cancelled, paid, no, 0, paid, unfulfilled, CANCELLED",
    "cancelled, paid, no, 100, refunded, unfulfilled, CANCELLED",
    "cancelled, paid, completed, 0, paid, fulfilled, CANCELLED",
    "refunded, paid, no, 100, refunded, unfulfilled, CANCELLED",
    "refunded, paid, completed, 100, refunded, fulfilled, FULFILLED",
    "trash, no, no, 0, voided, unfulfilled, CANCELLED",
    "trash, paid, completed, 0, paid, fulfilled, CANCELLED",
    "checkout-draft, no, no, 0, pending, unfulfilled, PENDING",
    "auto-draft, no, no, 0, pending, unfulfilled, PENDING",
    "PROCESSING, paid, no, 0, paid, unfulfilled, READY_FOR_FULFILLMENT"
  })
  void readings(
      String status,
      String paid,
      String completed,
      String refunded,
      String payment,
      String fulfilment,
      OrderStatus headline) {
    PlatformOrder order =
        map(order(status, paid.equals("paid"), completed.equals("completed"), refunded));
    assertThat(word(order.readings().payment())).isEqualTo(payment);
    assertThat(word(order.readings().fulfilment())).isEqualTo(fulfilment);
    assertThat(headline(order)).isEqualTo(headline);
  }

  @Test
  void theStoresOwnReadingStandsAsItIs() {
    StoreMapping mapping =
        new StoreMapping(
            2,
            Map.of("processing", PaymentState.AUTHORIZED, "engraving", PaymentState.PAID),
            Map.of("engraving", FulfilmentState.IN_PROGRESS),
            Map.of("engraving", CancellationState.NONE),
            Map.of(),
            StoreMapping.Policies.standard());
    StoreContext store = Shops.mapped(mapping, Map.of());
    assertThat(map(order("processing", true, false, "0"), store).readings().payment())
        .isEqualTo(Reading.of(PaymentState.AUTHORIZED, "processing"));
    PlatformOrder engraved = map(order("Engraving", false, false, "0"), store);
    assertThat(engraved.readings().payment()).isEqualTo(Reading.of(PaymentState.PAID, "Engraving"));
    assertThat(headline(engraved)).isEqualTo(OrderStatus.READY_FOR_FULFILLMENT);
  }

  @Test
  void evidence() {
    assertThat(evidence("pending", false)).isEmpty();
    assertThat(evidence("on-hold", false)).containsExactly(new Evidence("offline_method", "bacs"));
    assertThat(evidence("processing", true))
        .containsExactly(
            new Evidence("date_paid", "2026-05-04T10:00:00", PAID),
            new Evidence("status_paid", "processing"));
    assertThat(evidence("processing", false))
        .containsExactly(
            new Evidence("status_paid", "processing"), new Evidence("offline_method", "bacs"));
    assertThat(evidence("failed", false)).containsExactly(new Evidence("status_failed", "failed"));
    assertThat(evidence("checkout-draft", false))
        .containsExactly(new Evidence("draft", "checkout-draft"));
    assertThat(evidence("cancelled", true))
        .containsExactly(new Evidence("date_paid", "2026-05-04T10:00:00", PAID));
  }

  @Test
  void whatCommitsAndWhatForbidsIt() {
    var rule = WooCommerceStatuses.tables().commitment();
    assertThat(rule.sufficient()).containsExactlyInAnyOrder("date_paid", "status_paid");
    assertThat(rule.offlineMethod()).isEqualTo("offline_method");
    assertThat(rule.blocking()).containsExactlyInAnyOrder("draft", "status_failed");
  }

  private static List<Evidence> evidence(String status, boolean paid) {
    return map(order(status, paid, false, "0")).evidence();
  }

  private static String word(Reading<? extends Enum<?>> reading) {
    return Json.toTree(reading).path("state").asText();
  }

  private static OrderStatus headline(PlatformOrder order) {
    PlatformOrder.Readings readings = order.readings();
    return StatusDerivation.derive(
        new StatusDerivation.Facts(
            readings.payment(),
            readings.fulfilment(),
            readings.cancellation(),
            true,
            false,
            true,
            readings.failureIsFinal(),
            false));
  }

  private static PlatformOrder map(ObjectNode order) {
    return map(order, Shops.pretty());
  }

  private static PlatformOrder map(ObjectNode order, StoreContext store) {
    Mapping<PlatformOrder> mapping = new WooCommerceMapper().map(order, store);
    assertThat(mapping).isInstanceOf(Mapping.Normalized.class);
    return ((Mapping.Normalized<PlatformOrder>) mapping).value();
  }

  private static ObjectNode order(String status, boolean paid, boolean completed, String refunded) {
    ObjectNode order =
        Json.codec()
            .createObjectNode()
            .put("id", 7)
            .put("status", status)
            .put("currency", "EUR")
            .put("total", "100.00")
            .put("payment_method", "bacs")
            .put("date_created_gmt", "2026-05-04T09:00:00");
    if (paid) {
      order.put("date_paid_gmt", "2026-05-04T10:00:00");
    }
    if (completed) {
      order.put("date_completed_gmt", "2026-05-05T10:00:00");
    }
    if (!refunded.equals("0")) {
      order.putArray("refunds").addObject().put("id", 8).put("total", "-" + refunded);
    }
    return order;
  }
}
