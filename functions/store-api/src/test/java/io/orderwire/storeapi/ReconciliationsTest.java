package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.model.Money;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconciliationsTest {
  private static final StoreId ID = new StoreId("acme-eu");
  private static final String PATH = "/v1/stores/acme-eu/reconciliations";

  private final Api api = new Api();

  @BeforeEach
  void connect() {
    assertThat(api.post("/v1/stores", Api.SHOPIFY).status()).isEqualTo(201);
  }

  @Test
  void showsTheLatestCertificatesFirstPageByPage() {
    assertThat(api.get(PATH).json().at("/items")).isEmpty();
    for (int number = 1; number <= 5; number++) {
      certify(number);
    }
    JsonNode first = api.get(PATH + "?limit=2").json();
    assertThat(first.findValuesAsText("number")).containsExactly("5", "4");
    assertThat(first.at("/items/0/missed").asInt()).isEqualTo(5);
    assertThat(first.at("/items/0/scope").asText()).isEqualTo("rolling");
    assertThat(first.at("/items/0/drift/0/amount").asText()).isEqualTo("1.50");
    JsonNode second = api.get(PATH + "?limit=2&cursor=" + first.at("/next_cursor").asText()).json();
    assertThat(second.findValuesAsText("number")).containsExactly("3", "2");
    JsonNode last = api.get(PATH + "?limit=2&cursor=" + second.at("/next_cursor").asText()).json();
    assertThat(last.findValuesAsText("number")).containsExactly("1");
    assertThat(last.has("next_cursor")).isFalse();
  }

  @Test
  void refusesAForeignCursor() {
    assertThat(api.get(PATH + "?cursor=x").status()).isEqualTo(422);
    assertThat(api.get("/v1/stores/other/reconciliations").status()).isEqualTo(404);
  }

  private void certify(int number) {
    Instant from = Api.NOON.plusSeconds(60L * number);
    Subject subject = Subject.reconciliation(ID);
    EventMetadata metadata =
        new EventMetadata(
            subject.eventId(number),
            EventMetadata.SCHEMA_VERSION,
            ID,
            new PlatformId("shopify"),
            number,
            from,
            from,
            Cause.POLL,
            "receipt",
            1,
            false,
            Optional.empty());
    EventData data =
        new EventData.Reconciled(
            from,
            from.plusSeconds(60),
            EventData.Scope.ROLLING,
            true,
            10,
            9,
            1,
            number,
            0,
            0,
            0,
            List.of(Money.of("1.50", "EUR")),
            number,
            0,
            "00");
    api.ledger.append(
        new LedgerEntry(
            subject,
            number,
            new Event(EventType.STORE_RECONCILED, new Event.Detail(metadata, data)),
            true,
            Optional.empty()));
  }
}
