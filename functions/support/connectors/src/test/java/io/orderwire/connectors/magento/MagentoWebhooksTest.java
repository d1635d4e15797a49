package io.orderwire.connectors.magento;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
import io.orderwire.connector.WebhookGate.Verdict;
import io.orderwire.model.ExternalId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MagentoWebhooksTest {
  private static final Instant NOW = Instant.parse("2026-05-04T09:30:04Z");
  private final MagentoWebhooks webhooks = new MagentoWebhooks();

  @Test
  void aChallengeIsAnsweredWithItsValueAndNothingElseIs() {
    assertThat(webhooks.verify(get("challenge=8ec8d794-e0ab"), List.of(), NOW))
        .isEqualTo(new Verdict.Handshake(200, "text/plain", "8ec8d794-e0ab"));
    assertThat(webhooks.verify(get("challenge=%3Cscript%3E"), List.of(), NOW))
        .isInstanceOf(Verdict.Rejected.class);
    assertThat(webhooks.verify(get(""), List.of(), NOW)).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void eventsNameTheOrderTheCartOrTheCustomer() {
    assertThat(signal("observer.sales_order_save_commit_after", "\"entity_id\":\"7\""))
        .isEqualTo(new Signal.OrderChanged(new ExternalId("7"), Optional.empty()));
    assertThat(signal("plugin.magento.sales.api.order_management.place", "\"entity_id\":7"))
        .isEqualTo(new Signal.OrderChanged(new ExternalId("7"), Optional.empty()));
    assertThat(signal("observer.sales_order_shipment_track_save_after", "\"order_id\":7"))
        .isEqualTo(new Signal.OrderChanged(new ExternalId("7"), Optional.empty()));
    assertThat(signal("observer.sales_order_status_history_save_after", "\"parent_id\":7"))
        .isEqualTo(new Signal.OrderChanged(new ExternalId("7"), Optional.empty()));
    assertThat(signal("observer.sales_quote_save_after", "\"entity_id\":8"))
        .isEqualTo(new Signal.CartChanged(new ExternalId("8"), Optional.empty()));
    assertThat(signal("observer.customer_save_commit_after", "\"entity_id\":9"))
        .isEqualTo(new Signal.CustomerChanged(new ExternalId("9")));
  }

  @Test
  void whatIsNotAboutOrdersIsIrrelevantAndWhatNamesNoneIsUnreadable() {
    assertThat(signal("observer.catalog_product_save_after", "\"entity_id\":7"))
        .isInstanceOf(Signal.Irrelevant.class);
    assertThat(signal("observer.sales_order_invoice_save_after", "\"entity_id\":7"))
        .isInstanceOf(Signal.Unreadable.class);
    assertThat(webhooks.signals(post("no json"))).first().isInstanceOf(Signal.Unreadable.class);
  }

  private Signal signal(String code, String value) {
    String body =
        "{\"type\":\"com.adobe.commerce.%s\",\"data\":{\"value\":{%s}}}".formatted(code, value);
    return webhooks.signals(post(body)).getFirst();
  }

  private static Delivery get(String query) {
    return new Delivery("GET", Headers.none(), query, new byte[0]);
  }

  private static Delivery post(String body) {
    return new Delivery("POST", Headers.none(), "", body.getBytes(StandardCharsets.UTF_8));
  }
}
