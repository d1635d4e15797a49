package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.People;
import io.orderwire.engine.StoreHealth;
import io.orderwire.engine.Traits;
import io.orderwire.message.Cause;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.BuyerType;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.Subject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomersTest {
  private static final StoreId ID = new StoreId("acme-eu");
  private static final String CUSTOMERS = "/v1/stores/acme-eu/customers/";

  private final Api api = new Api();

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
  }

  @Test
  void showsACustomerWithEvidenceAndSuggestions() {
    String anna = order("1", "7", "Anna Berg", "anna@example.com");
    String guest = order("2", "", "A. Berg", "anna@example.com");
    JsonNode customer = api.get(CUSTOMERS + anna).json();
    assertThat(customer.at("/id").asText()).isEqualTo(anna);
    assertThat(customer.at("/profiles/0/evidence/email").asText()).isEqualTo("anna@example.com");
    assertThat(customer.at("/profiles/0/evidence/account").asText()).isEqualTo("7");
    assertThat(customer.at("/profiles/0/orders/0").asText()).isEqualTo("1");
    assertThat(customer.at("/suggestions/0/id").asText()).isEqualTo(guest);
    assertThat(customer.at("/suggestions/0/by/0").asText()).isEqualTo("email");
    assertThat(api.get(CUSTOMERS + "nobody").status()).isEqualTo(404);
  }

  @Test
  void mergesAndSplitsByHand() {
    String anna = order("1", "7", "Anna Berg", "anna@example.com");
    String guest = order("2", "", "A. Berg", "anna@example.com");
    JsonNode merged = api.post(CUSTOMERS + anna + "/merge", "{\"with\": \"" + guest + "\"}").json();
    assertThat(merged.at("/customers")).hasSize(1);
    JsonNode both = api.get(CUSTOMERS + guest).json();
    assertThat(both.at("/profiles")).hasSize(2);
    assertThat(both.at("/changes/0/type").asText()).isEqualTo("customer.merged");
    String profile = both.at("/profiles/0/id").asText();
    String split = "{\"profiles\": [\"" + profile + "\"]}";
    assertThat(api.post(CUSTOMERS + anna + "/split", split).json().at("/customers")).hasSize(2);
    assertThat(api.get(CUSTOMERS + anna).json().at("/profiles")).hasSize(1);
    assertThat(api.get(CUSTOMERS + guest).json().at("/profiles")).hasSize(1);
    assertThat(api.post(CUSTOMERS + anna + "/split", "{\"profiles\": []}").status()).isEqualTo(422);
    assertThat(api.post(CUSTOMERS + anna + "/split", "{}").status()).isEqualTo(422);
    assertThat(api.post(CUSTOMERS + anna + "/split", "no").status()).isEqualTo(400);
    assertThat(api.post(CUSTOMERS + anna + "/merge", "{\"with\": \"x\"}").status()).isEqualTo(404);
  }

  @Test
  void takesErasuresAndExports() {
    String anna = order("1", "7", "Anna Berg", "anna@example.com");
    JsonNode export = api.get(CUSTOMERS + "account:7/export").json();
    assertThat(export.at("/customer/id").asText()).isEqualTo(anna);
    assertThat(export.at("/orders").isArray()).isTrue();
    Api.Answer asked =
        api.post(
            "/v1/stores/acme-eu/erasures", "{\"customer\": \"" + anna + "\", \"orders\": [\"1\"]}");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.json().at("/scope").asText()).isEqualTo("customer");
    assertThat(api.get(String.valueOf(asked.headers().get("location"))).json())
        .isEqualTo(asked.json());
    assertThat(api.get("/v1/stores/acme-eu/erasures").json().at("/items")).hasSize(1);
    assertThat(api.intake.queue().receive(10))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.message().kind()).isEqualTo(io.orderwire.message.IntakeKind.ERASE));
    assertThat(
            api.post("/v1/stores/acme-eu/erasures", "{\"email\": \"anna@example.com\"}")
                .json()
                .at("/scope")
                .asText())
        .isEqualTo("customer");
    assertThat(api.post("/v1/stores/acme-eu/erasures", "{}").status()).isEqualTo(422);
    assertThat(api.post("/v1/stores/acme-eu/erasures", "{\"orders\": [\"#\"]}").status())
        .isEqualTo(422);
    assertThat(api.post("/v1/stores/acme-eu/erasures", "no").status()).isEqualTo(400);
    assertThat(api.get("/v1/stores/acme-eu/erasures/none").status()).isEqualTo(404);
  }

  private String order(String id, String account, String name, String email) {
    Buyer buyer =
        new Buyer(
            account.isEmpty() ? BuyerType.GUEST : BuyerType.ACCOUNT,
            account.isEmpty() ? Optional.empty() : Optional.of(new ExternalId(account)),
            Optional.of(email),
            Optional.empty(),
            Optional.of(name),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    Profile profile =
        Traits.profile(buyer, new Addresses(Optional.empty(), Optional.empty()), Api.NOON)
            .orElseThrow();
    String cluster =
        new People(api.customers, api.ledger, api.clock)
            .cluster(
                api.stores.get(ID).orElseThrow(),
                profile,
                new StoreHealth.Trigger(Cause.WEBHOOK, "r", Optional.empty()));
    api.customers.mention(ID, profile.id(), Subject.order(ID, new ExternalId(id)));
    return cluster;
  }
}
