package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.model.Addresses;
import io.orderwire.model.Cart;
import io.orderwire.model.CartRef;
import io.orderwire.model.CartState;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Money;
import io.orderwire.model.PlatformId;
import io.orderwire.model.Read;
import io.orderwire.model.Revision;
import io.orderwire.model.Source;
import io.orderwire.model.StoreId;
import io.orderwire.model.TotalsSheet;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CartsTest {
  private static final String CARTS = "/v1/stores/acme-eu/carts";
  private static final StoreId ID = new StoreId("acme-eu");

  private final Api api = new Api();

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
    append("c1", 1, CartState.ACTIVE, 1);
    append("c2", 1, CartState.ACTIVE, 2);
    append("c1", 2, CartState.ABANDONED, 3);
    append("c3", 1, CartState.ACTIVE, 4);
    append("c1", 3, CartState.CONVERTED, 5);
  }

  @Test
  void listsEachCartOnceAtItsNewestVersion() {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = api.get(CARTS + "?limit=2" + cursor).json();
      page.at("/items")
          .forEach(
              cart ->
                  seen.add(
                      cart.at("/ref/external_id").asText() + " " + cart.at("/state").asText()));
      cursor = page.has("next_cursor") ? "&cursor=" + page.at("/next_cursor").asText() : "";
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactly("c2 active", "c3 active", "c1 converted");
  }

  @Test
  void filtersByStateAndTime() {
    assertThat(api.get(CARTS + "?state=converted").json().at("/items")).hasSize(1);
    assertThat(api.get(CARTS + "?state=abandoned").json().at("/items")).isEmpty();
    assertThat(api.get(CARTS + "?changed_since=2026-11-23T12:00:03Z").json().at("/items"))
        .hasSize(2);
    assertThat(api.get(CARTS + "?state=lost").status()).isEqualTo(422);
    assertThat(api.get(CARTS + "?cursor=garbage").status()).isEqualTo(422);
    assertThat(api.get("/v1/stores/nobody/carts").status()).isEqualTo(404);
  }

  @Test
  void showsACart() {
    assertThat(api.get(CARTS + "/c1").json().at("/order_ref").asText()).isEqualTo("1001");
    assertThat(api.get(CARTS + "/c9").status()).isEqualTo(404);
  }

  @Test
  void takesTheIdleTimeAsAnOption() {
    String options = "{\"options\": {\"cart_abandoned_after_minutes\": \"%s\"}}";
    assertThat(api.patch("/v1/stores/acme-eu", options.formatted("90")).status()).isEqualTo(200);
    assertThat(api.patch("/v1/stores/acme-eu", options.formatted("1")).status()).isEqualTo(422);
    assertThat(api.patch("/v1/stores/acme-eu", options.formatted("43201")).status()).isEqualTo(422);
  }

  private void append(String id, long version, CartState state, int second) {
    CartRef ref = new CartRef(ID, new ExternalId(id));
    Subject subject = Subject.of(ref);
    Instant at = Api.NOON.plusSeconds(second);
    EventMetadata metadata =
        new EventMetadata(
            subject.eventId(version),
            EventMetadata.SCHEMA_VERSION,
            ID,
            new PlatformId("shopify"),
            version,
            at,
            at,
            Cause.WEBHOOK,
            "receipt-" + version,
            1,
            false,
            Optional.empty());
    EventData data =
        new EventData.CartChange(
            List.of(), Optional.empty(), Optional.of(cart(ref, version, state)), Optional.empty());
    api.ledger.append(
        new LedgerEntry(
            subject,
            version,
            new Event(EventType.CART_UPDATED, new Event.Detail(metadata, data)),
            true,
            Optional.empty()));
  }

  private static Cart cart(CartRef ref, long version, CartState state) {
    return new Cart(
        ref,
        new PlatformId("shopify"),
        version,
        state,
        new Source(
            new Revision(Api.NOON, Optional.empty(), "hash"),
            Read.WEBHOOK,
            Optional.empty(),
            "receipt",
            1,
            "1"),
        Api.NOON,
        Api.NOON,
        Optional.empty(),
        new Addresses(Optional.empty(), Optional.empty()),
        List.of(),
        List.of(),
        List.of(),
        new TotalsSheet(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Money.of("10.00", "EUR"),
            Optional.empty()),
        true,
        Optional.empty(),
        state == CartState.CONVERTED ? Optional.of(new ExternalId("1001")) : Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }
}
