package io.orderwire.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderwire.connector.AuthScheme;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.Errand;
import io.orderwire.engine.Lane;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ScriptedCart;
import io.orderwire.testkit.TestConnector;
import io.orderwire.testkit.TestShop;
import io.orderwire.testkit.ports.Race;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What one process learns of a store's cart, the others know.
class SharedBudgetTest {
  private static final StoreId STORE = new StoreId("acme-eu");
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final CartCall CALL = CartCall.get("/ping", List.of());

  private final ManualClock clock = new ManualClock(START);
  private final InMemoryStores stores = new InMemoryStores();
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private final TestShop shop = new TestShop();

  SharedBudgetTest() {
    stores.add(
        new Store(
            STORE,
            TestConnector.PLATFORM,
            "Acme",
            URI.create("https://shop.example"),
            "endpoint-token",
            secrets.seal(
                STORE,
                new Credentials(
                    Map.of(TestConnector.TOKEN, "t0ken", "client_id", "id", "client_secret", "s"))),
            true,
            Map.of(),
            StoreMapping.standard(),
            Store.State.ACTIVE,
            Optional.empty(),
            START,
            0));
  }

  private CartClient process(CartTransport cart) {
    return new CartClient(
        cart,
        secrets,
        new CartClient.Surroundings(
            clock,
            pause -> {
              pauses.add(pause);
              clock.advance(pause);
            },
            () -> "nonce",
            stores));
  }

  private Errand errand(Lane lane, Duration patience) {
    return new Errand(
        stores.get(STORE).orElseThrow(),
        TestConnector.create(),
        lane,
        clock.instant().plusSeconds(120),
        patience);
  }

  @Test
  void aRefusalInOneProcessMakesTheOthersWait() {
    shop.answersNext(429, Map.of("retry-after", "40"));
    Errand impatient = errand(Lane.LIVE, Duration.ofMillis(500));
    FaultException refused =
        catchThrowableOfType(FaultException.class, () -> process(shop).read(impatient, CALL));
    assertThat(refused.fault().retryAfter()).contains(Duration.ofSeconds(40));
    CartClient other = process(shop);
    FaultException told =
        catchThrowableOfType(
            FaultException.class,
            () -> other.read(errand(Lane.LIVE, Duration.ofMillis(500)), CALL));
    assertThat(told.fault().category()).isEqualTo(Category.THROTTLED);
    assertThat(shop.requests()).as("the other process made no call").hasSize(1);
    other.read(errand(Lane.RECONCILE, Duration.ofMinutes(2)), CALL);
    assertThat(pauses).containsExactly(Duration.ofSeconds(40));
    assertThat(shop.requests()).hasSize(2);
  }

  @Test
  void whatIsNotRefusedIsNotWrittenAndShortRefusalsAreNot() {
    process(shop).read(errand(Lane.LIVE, Duration.ofMinutes(1)), CALL);
    shop.answersNext(429, Map.of("retry-after", "1"));
    process(shop).read(errand(Lane.LIVE, Duration.ofMinutes(1)), CALL);
    assertThat(stores.get(STORE).orElseThrow().callsFrom()).isEmpty();
  }

  /// A cart that tells no figures: a call a second after a refusal, as before when all is
  /// forgotten.
  @Test
  void aCartWithoutFiguresIsCalledWithCareForAWhile() {
    CartClient process = process(shop);
    shop.answersNext(429, Map.of("retry-after", "3"));
    for (int call = 0; call < 6; call++) {
      process.read(errand(Lane.LIVE, Duration.ofMinutes(1)), CALL);
    }
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(9));
    clock.advance(Duration.ofMinutes(15));
    pauses.clear();
    for (int call = 0; call < 20; call++) {
      process.read(errand(Lane.LIVE, Duration.ofMinutes(1)), CALL);
    }
    assertThat(pauses).isEmpty();
  }

  @Test
  void anExpiredTokenIsRefreshedOnceForManyCallers() throws Exception {
    AtomicInteger granted = new AtomicInteger();
    ScriptedCart cart =
        new ScriptedCart(
            request -> {
              if (request.address().getPath().equals("/token")) {
                return token("token-" + granted.incrementAndGet());
              }
              boolean good =
                  request
                      .headers()
                      .first("authorization")
                      .filter("Bearer token-2"::equals)
                      .isPresent();
              boolean first = granted.get() == 1 && clock.instant().equals(START);
              return ScriptedCart.json(good || first ? 200 : 401, "{}");
            });
    CartClient process = process(cart);
    process.read(granting(), CALL);
    clock.advance(Duration.ofMinutes(5));
    List<Integer> statuses = Race.run(6, caller -> () -> process.read(granting(), CALL).status());
    assertThat(statuses).containsOnly(200);
    assertThat(granted.get()).as("tokens granted").isEqualTo(2);
  }

  @Test
  void aRefusedRefreshIsNoAuthorization() {
    ScriptedCart cart =
        new ScriptedCart(request -> ScriptedCart.json(400, "{\"error\":\"invalid_client\"}"));
    FaultException fault =
        catchThrowableOfType(FaultException.class, () -> process(cart).read(granting(), CALL));
    assertThat(fault.fault().category()).isEqualTo(Category.UNAUTHORIZED);
  }

  private static CartReply token(String value) {
    return ScriptedCart.json(200, "{\"access_token\":\"" + value + "\",\"expires_in\":3600}");
  }

  private Errand granting() {
    Connector test = TestConnector.create();
    Descriptor d = test.descriptor();
    Connector connector =
        new Connector(
            new Descriptor(
                d.id(),
                d.name(),
                d.apiVersion(),
                d.connectorVersion(),
                d.baseUrlPattern(),
                d.baseUrlExample(),
                new AuthScheme.ClientCredentials(
                    "/token", "client_id", "client_secret", "authorization"),
                d.credentials(),
                d.options(),
                d.webhooks(),
                d.listing(),
                d.rereads(),
                d.settling(),
                d.allowance(),
                d.account(),
                d.timestamps(),
                d.blindSpots(),
                d.capabilities(),
                d.documents()),
            test.webhooks(),
            test.registry(),
            test.feed(),
            test.orders(),
            test.carts(),
            test.statuses());
    return new Errand(
        stores.get(STORE).orElseThrow(), connector, Lane.LIVE, clock.instant().plusSeconds(60));
  }
}
