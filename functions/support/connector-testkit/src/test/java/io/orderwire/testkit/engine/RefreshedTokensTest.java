package io.orderwire.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.AuthScheme;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.Errand;
import io.orderwire.engine.Lane;
import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.CallScope;
import io.orderwire.port.CartTransport.Request;
import io.orderwire.port.Credentials;
import io.orderwire.port.SharedCalls;
import io.orderwire.port.Store;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ScriptedCart;
import io.orderwire.testkit.ScriptedFaults;
import io.orderwire.testkit.TestConnector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Access tokens that end: who renews them, when, and that nothing is lost.
class RefreshedTokensTest {
  private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
  private static final StoreId STORE = new StoreId("acme-eu");
  private static final CartCall CALL = CartCall.get("/orders", List.of());
  private static final String TOKENS = "/token";

  private final ManualClock clock = new ManualClock(START);
  private final ScriptedFaults faults = new ScriptedFaults();
  private final InMemoryStores stores = new InMemoryStores(this::strike);
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final List<String> used = new ArrayList<>();
  private final List<String> refreshed = new ArrayList<>();
  private Optional<CartReply> refusal = Optional.empty();
  private String revoked = "";
  private int writesUntilOneFails;
  private Runnable whileAsked = () -> {};
  private final ScriptedCart shop = new ScriptedCart(this::answer);

  @BeforeEach
  void connect() {
    Map<String, String> credentials =
        Map.of(
            "token",
            "a0",
            "refresh",
            "r0",
            "ends",
            "2026-11-27T11:00:00Z",
            "client",
            "c",
            "secret",
            "s");
    stores.add(
        new Store(
            STORE,
            TestConnector.PLATFORM,
            "Acme",
            URI.create("https://shop.example/"),
            "endpoint",
            secrets.seal(STORE, new Credentials(credentials)),
            true,
            Map.of(),
            StoreMapping.standard(),
            Store.State.ACTIVE,
            Optional.empty(),
            START,
            1));
  }

  private void strike(Step step, Moment moment) {
    faults.at(step, moment);
    if (step == Step.STORES_WRITE && moment == Moment.BEFORE && --writesUntilOneFails == 0) {
      throw new FaultException(Fault.of(Fault.Category.UNAVAILABLE, "asked for by the test"));
    }
  }

  private CartReply answer(Request request) {
    if (!request.address().getPath().equals(TOKENS)) {
      String token = request.headers().first("x-token").orElse("");
      used.add(token);
      return ScriptedCart.json(token.equals(revoked) ? 401 : 200, "{}");
    }
    JsonNode body = Json.read(request.body().orElseThrow(), JsonNode.class);
    refreshed.add(body.at("/refresh_token").asText());
    whileAsked.run();
    int next = refreshed.size();
    return refusal.orElseGet(
        () ->
            ScriptedCart.json(
                200,
                "{\"access_token\": \"a%d\", \"refresh_token\": \"r%d\", \"expires_in\": 3600}"
                    .formatted(next, next)));
  }

  private CartClient client() {
    return new CartClient(
        shop,
        secrets,
        stores,
        new CartClient.Surroundings(clock, clock::advance, () -> "nonce", stores));
  }

  private Store stored() {
    return stores.get(STORE).orElseThrow();
  }

  private String held(String key) {
    return secrets.open(STORE, stored().credentials()).value(key).orElse("");
  }

  private void call(CartClient client, Store store) {
    client.read(new Errand(store, connector(), Lane.LIVE, clock.instant().plusSeconds(60)), CALL);
  }

  private static Connector connector() {
    Connector plain = TestConnector.create();
    Descriptor facts = plain.descriptor();
    return new Connector(
        new Descriptor(
            facts.id(),
            facts.name(),
            facts.apiVersion(),
            facts.connectorVersion(),
            facts.baseUrlPattern(),
            facts.baseUrlExample(),
            new AuthScheme.Refreshed(
                "x-token", "token", "refresh", "ends", TOKENS, "client", "secret"),
            facts.credentials(),
            facts.options(),
            facts.webhooks(),
            facts.listing(),
            facts.rereads(),
            facts.settling(),
            facts.allowance(),
            facts.account(),
            facts.timestamps(),
            facts.blindSpots(),
            facts.capabilities(),
            facts.documents()),
        plain.webhooks(),
        plain.registry(),
        plain.feed(),
        plain.orders(),
        plain.carts(),
        plain.statuses());
  }

  @Test
  void isUsedUntilShortlyBeforeItsEndAndThenReplacedForGood() {
    CartClient client = client();
    Store asRead = stored();
    clock.advance(Duration.ofMinutes(54));
    call(client, asRead);
    clock.advance(Duration.ofMinutes(2));
    call(client, asRead);
    call(client, asRead);
    assertThat(used).containsExactly("a0", "a1", "a1");
    assertThat(List.of(held("token"), held("refresh"), held("ends"), held("secret")))
        .containsExactly("a1", "r1", "2026-11-27T11:56:00Z", "s");
    call(client(), asRead);
    assertThat(refreshed).as("another process finds what is kept").containsExactly("r0");
    clock.advance(Duration.ofHours(1));
    call(client(), stored());
    assertThat(refreshed).containsExactly("r0", "r1");
  }

  @Test
  void isRenewedByOneAtATime() {
    SharedCalls.Place other =
        stores
            .take(new CallScope.OfToken(STORE), 1, START, START.plus(Duration.ofHours(3)))
            .orElseThrow();
    clock.advance(Duration.ofMinutes(57));
    call(client(), stored());
    assertThat(used).as("good until its end").containsExactly("a0");
    clock.advance(Duration.ofMinutes(5));
    assertThatThrownBy(() -> call(client(), stored())).hasMessageContaining("UNAVAILABLE");
    assertThat(refreshed).isEmpty();
    stores.giveBack(other);
    call(client(), stored());
    assertThat(used).containsExactly("a0", "a1");
  }

  @Test
  void isKeptThoughSomebodyElseChangesTheStore() {
    clock.advance(Duration.ofHours(2));
    whileAsked = () -> stores.update(stored().withState(Store.State.DISABLED, Optional.empty()));
    call(client(), stored());
    assertThat(held("refresh")).isEqualTo("r1");
    assertThat(stored().state()).isEqualTo(Store.State.DISABLED);
  }

  @Test
  void isKeptThoughAnotherOfTheStoresSecretsIsChanged() {
    clock.advance(Duration.ofHours(2));
    whileAsked =
        () -> {
          Store store = stored();
          Map<String, String> values =
              new TreeMap<>(secrets.open(STORE, store.credentials()).values());
          values.put("secret", "s2");
          stores.update(store.withCredentials(secrets.seal(STORE, new Credentials(values))));
        };
    call(client(), stored());
    assertThat(List.of(held("token"), held("refresh"), held("secret")))
        .containsExactly("a1", "r1", "s2");
  }

  @Test
  void doesNotReplaceCredentialsThatWereGivenMeanwhile() {
    clock.advance(Duration.ofHours(2));
    whileAsked =
        () ->
            stores.update(
                stored()
                    .withCredentials(
                        secrets.seal(STORE, new Credentials(Map.of("token", "theirs")))));
    call(client(), stored());
    assertThat(held("token")).isEqualTo("theirs");
  }

  @Test
  void goesOnWithATokenThatWasGivenByHandMeanwhile() {
    Store asRead = stored();
    stores.update(
        asRead.withCredentials(secrets.seal(STORE, new Credentials(Map.of("token", "theirs")))));
    clock.advance(Duration.ofHours(2));
    call(client(), asRead);
    assertThat(used).containsExactly("theirs");
    assertThat(refreshed).isEmpty();
  }

  @Test
  void isRenewedOnceWhenTheCartRefusesItBeforeItsEnd() {
    revoked = "a0";
    call(client(), stored());
    assertThat(used).containsExactly("a0", "a1");
    revoked = "a1";
    refusal = Optional.of(ScriptedCart.json(400, "{\"error\": \"invalid_grant\"}"));
    assertThatThrownBy(() -> call(client(), stored())).hasMessageContaining("UNAUTHORIZED");
    assertThat(refreshed).containsExactly("r0", "r1");
  }

  @Test
  void goesOnWhileThePlatformGivesNoneButTheOldOneIsGood() {
    refusal = Optional.of(ScriptedCart.json(503, ""));
    clock.advance(Duration.ofMinutes(57));
    call(client(), stored());
    assertThat(used).containsExactly("a0");
    clock.advance(Duration.ofMinutes(5));
    assertThatThrownBy(() -> call(client(), stored())).hasMessageContaining("UNAVAILABLE");
    refusal = Optional.empty();
    clock.advance(Duration.ofSeconds(30));
    call(client(), stored());
    assertThat(held("token")).isEqualTo(used.getLast());
  }

  /// Each of them would wait as long as the first one did.
  @Test
  void asksAgainAfterAWhileWhereThePlatformDoesNotAnswer() {
    refusal = Optional.of(ScriptedCart.json(504, ""));
    whileAsked = () -> clock.advance(Duration.ofSeconds(10));
    clock.advance(Duration.ofMinutes(57));
    call(client(), stored());
    call(client(), stored());
    call(client(), stored());
    assertThat(refreshed).hasSize(1);
    clock.advance(Duration.ofSeconds(21));
    call(client(), stored());
    assertThat(refreshed).hasSize(2);
    assertThat(used).containsOnly("a0").hasSize(4);
  }

  @Test
  void isAskedForWithinHalfOfTheTimeThatIsLeft() {
    clock.advance(Duration.ofMinutes(57));
    whileAsked = () -> clock.advance(Duration.ofSeconds(3));
    client()
        .read(new Errand(stored(), connector(), Lane.LIVE, clock.instant().plusSeconds(8)), CALL);
    assertThat(shop.requests())
        .extracting(Request::timeout)
        .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(5));
    clock.advance(Duration.ofMinutes(57));
    call(client(), stored());
    assertThat(shop.requests())
        .extracting(Request::timeout)
        .endsWith(Duration.ofSeconds(10), Duration.ofSeconds(17));
  }

  @Test
  void goesOnWhereTheLeaseCannotBeTakenButTheOldOneIsGood() {
    clock.advance(Duration.ofMinutes(57));
    writesUntilOneFails = 1;
    call(client(), stored());
    assertThat(used).containsExactly("a0");
    assertThat(refreshed).isEmpty();
  }

  @Test
  void goesOnWhereTheLeaseCannotBeGivenBack() {
    clock.advance(Duration.ofHours(2));
    writesUntilOneFails = 3;
    client()
        .write(new Errand(stored(), connector(), Lane.LIVE, clock.instant().plusSeconds(60)), CALL);
    assertThat(writesUntilOneFails).as("taken, kept, given back").isZero();
    assertThat(used).containsExactly("a1");
    assertThat(refreshed).containsExactly("r0");
  }

  @Test
  void asksAgainWithTheSameRefreshTokenWhereWhatWasGivenCouldNotBeKept() {
    clock.advance(Duration.ofHours(2));
    CartClient client = client();
    Store asRead = stored();
    whileAsked = once(() -> faults.fail(Step.STORES_WRITE, Moment.BEFORE));
    call(client, asRead);
    assertThat(refreshed).containsExactly("r0", "r0");
    assertThat(held("refresh")).isEqualTo("r2");
  }

  private static Runnable once(Runnable work) {
    List<Runnable> left = new ArrayList<>(List.of(work));
    return () -> {
      List<Runnable> now = List.copyOf(left);
      left.clear();
      now.forEach(Runnable::run);
    };
  }
}
