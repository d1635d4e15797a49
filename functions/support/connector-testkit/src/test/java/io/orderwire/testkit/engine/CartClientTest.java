package io.orderwire.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderwire.connector.AuthScheme;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Descriptor.Allowance;
import io.orderwire.connector.Descriptor.RateBudget;
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
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ScriptedCart;
import io.orderwire.testkit.TestConnector;
import io.orderwire.testkit.TestShop;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CartClientTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final StoreId STORE = new StoreId("acme-eu");
  private static final CartCall CALL =
      CartCall.get("/orders/1", List.of(new CartCall.Parameter("a b", "c&d")));

  private final ManualClock clock = new ManualClock(START);
  private final List<Duration> pauses = new ArrayList<>();
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final TestShop shop = new TestShop();

  @Test
  void aCallIsAuthorizedAndEncoded() {
    shop.has(TestShop.order("1", START, "paid"));
    assertThat(client(shop).read(errand(60), CALL).status()).isEqualTo(200);
    CartTransport.Request request = shop.requests().getFirst();
    assertThat(request.address()).hasToString("https://shop.example/orders/1?a%20b=c%26d");
    assertThat(request.headers().first("X-Test-Token")).contains("t0ken");
    assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void throttlingIsWaitedOutAsAskedWithinTheTime() {
    shop.has(TestShop.order("1", START, "paid"));
    shop.answersNext(429, Map.of("retry-after", "3"));
    client(shop).read(errand(60), CALL);
    assertThat(total()).isEqualTo(Duration.ofSeconds(3));
    assertThat(shop.requests()).hasSize(2);
  }

  @Test
  void aWaitThatDoesNotFitIsToldToTheCaller() {
    shop.answersNext(429, Map.of("retry-after", "90"));
    CartClient client = client(shop);
    FaultException fault =
        catchThrowableOfType(FaultException.class, () -> client.read(errand(60), CALL));
    assertThat(fault.fault().category()).isEqualTo(Category.THROTTLED);
    assertThat(fault.fault().retryAfter()).contains(Duration.ofSeconds(90));
    assertThat(pauses).isEmpty();
    FaultException next =
        catchThrowableOfType(FaultException.class, () -> client.read(errand(60), CALL));
    assertThat(next.fault().category()).isEqualTo(Category.THROTTLED);
    assertThat(shop.requests()).as("a closed cart is not called").hasSize(1);
  }

  @Test
  void anUnavailableCartIsTriedThreeTimesForReadsAndOnceForWrites() {
    shop.fails(503);
    assertThatThrownBy(() -> client(shop).read(errand(60), CALL))
        .isInstanceOf(FaultException.class);
    assertThat(shop.requests()).hasSize(3);
    assertThatThrownBy(() -> client(shop).write(errand(60), CALL))
        .isInstanceOf(FaultException.class);
    assertThat(shop.requests()).hasSize(4);
  }

  @Test
  void nothingIsCalledWhenTheTimeIsUp() {
    assertThatThrownBy(() -> client(shop).read(errand(0), CALL)).isInstanceOf(FaultException.class);
    assertThat(shop.requests()).isEmpty();
  }

  @Test
  void secretsDoNotLeaveByTheFault() {
    ScriptedCart cart =
        new ScriptedCart(
            request -> {
              throw new FaultException(
                  io.orderwire.connector.Fault.of(
                      Category.GONE, "no route for t0ken in " + request.address()));
            });
    assertThatThrownBy(() -> client(cart).read(errand(60), CALL))
        .hasMessageContaining("[secret]")
        .hasMessageNotContaining("t0ken");
  }

  @Test
  void theBudgetIsLearnedFromTheRepliesAndLaterLanesLeaveRoom() {
    ScriptedCart cart =
        new ScriptedCart(
            request ->
                new io.orderwire.connector.CartReply(
                    200,
                    new io.orderwire.connector.Headers(Map.of("x-test-budget", "5/10/1")),
                    "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    CartClient client = client(cart);
    client.read(errand(60), CALL);
    client.read(errand(60), CALL);
    assertThat(pauses).as("five are left: live work does not wait").isEmpty();
    client.read(errand(60, Lane.BACKFILL), CALL);
    assertThat(pauses).as("a back-fill leaves half of ten").containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void aQuotaByWindowsIsBackAtItsResetAndNotBefore() {
    ScriptedCart cart =
        new ScriptedCart(
            request ->
                new io.orderwire.connector.CartReply(
                    200,
                    new io.orderwire.connector.Headers(Map.of("x-test-budget", "1/150/in 25")),
                    "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    CartClient client = client(cart);
    client.read(errand(60), CALL);
    clock.advance(Duration.ofSeconds(20));
    assertThat(pauses).isEmpty();
    client.read(errand(60, Lane.BACKFILL), CALL);
    assertThat(pauses).as("half of it stays for others").containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void thePublishedBudgetPacesFromTheFirstCallOn() {
    shop.has(TestShop.order("1", START, "paid"));
    Connector paced =
        TestConnector.counting(
            new Allowance(Optional.of(new RateBudget(2, 1, List.of())), Optional.empty()),
            Optional.empty());
    CartClient client = client(shop);
    for (int call = 0; call < 4; call++) {
      client.read(new Errand(store(), paced, Lane.LIVE, START.plusSeconds(60)), CALL);
    }
    assertThat(total()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void anAccessTokenIsAskedForOnceAndAgainWhenItIsRefused() {
    List<String> tokens = new ArrayList<>();
    ScriptedCart cart =
        new ScriptedCart(
            request -> {
              if (request.address().getPath().equals("/token")) {
                tokens.add("token-" + tokens.size());
                return ScriptedCart.json(
                    200, "{\"access_token\":\"" + tokens.getLast() + "\",\"expires_in\":3600}");
              }
              boolean current =
                  request
                      .headers()
                      .first("authorization")
                      .equals(Optional.of("Bearer token-" + (tokens.size() - 1)));
              boolean revoked = tokens.size() == 1 && clock.instant().isAfter(START);
              return ScriptedCart.json(current && !revoked ? 200 : 401, "{}");
            });
    Connector granted =
        withAuth(
            new AuthScheme.ClientCredentials(
                "/token", TestConnector.TOKEN, TestConnector.SECRET, "authorization"));
    CartClient client = client(cart);
    Errand errand = new Errand(store(), granted, Lane.LIVE, START.plusSeconds(7200));
    client.read(errand, CALL);
    client.read(errand, CALL);
    assertThat(tokens).hasSize(1);
    clock.advance(Duration.ofSeconds(1));
    client.read(errand, CALL);
    assertThat(tokens).hasSize(2);
    clock.advance(Duration.ofHours(1));
    client.read(errand, CALL);
    assertThat(tokens).hasSize(3);
  }

  @Test
  void basicCredentialsAreNotSentOverPlainHttp() {
    Connector basic = withAuth(new AuthScheme.Basic(TestConnector.TOKEN, TestConnector.SECRET));
    Store plain = store("http://shop.example");
    assertThatThrownBy(
            () ->
                client(shop).read(new Errand(plain, basic, Lane.LIVE, START.plusSeconds(60)), CALL))
        .hasMessageContaining("plain http");
    assertThat(shop.requests()).isEmpty();
  }

  private CartClient client(CartTransport transport) {
    return new CartClient(
        transport,
        secrets,
        new CartClient.Surroundings(
            clock,
            time -> {
              pauses.add(time);
              clock.advance(time);
            },
            () -> "nonce"));
  }

  private Duration total() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private Errand errand(int seconds) {
    return errand(seconds, Lane.LIVE);
  }

  private Errand errand(int seconds, Lane lane) {
    return new Errand(store(), TestConnector.create(), lane, START.plusSeconds(seconds));
  }

  private Store store() {
    return store("https://shop.example/");
  }

  private Store store(String address) {
    Credentials credentials =
        new Credentials(Map.of(TestConnector.TOKEN, "t0ken", TestConnector.SECRET, "s3cret"));
    return new Store(
        STORE,
        TestConnector.PLATFORM,
        "Acme",
        URI.create(address),
        "endpoint",
        sealed.orElseGet(() -> seal(credentials)),
        true,
        Map.of(),
        StoreMapping.standard(),
        Store.State.ACTIVE,
        Optional.empty(),
        START,
        0);
  }

  private Optional<io.orderwire.port.SealedCredentials> sealed = Optional.empty();

  private io.orderwire.port.SealedCredentials seal(Credentials credentials) {
    sealed = Optional.of(secrets.seal(STORE, credentials));
    return sealed.get();
  }

  private static Connector withAuth(AuthScheme scheme) {
    Connector plain = TestConnector.create();
    return new Connector(
        descriptor(plain.descriptor(), scheme),
        plain.webhooks(),
        plain.registry(),
        plain.feed(),
        plain.orders(),
        plain.carts(),
        plain.statuses());
  }

  private static Descriptor descriptor(Descriptor plain, AuthScheme scheme) {
    return new Descriptor(
        plain.id(),
        plain.name(),
        plain.apiVersion(),
        plain.connectorVersion(),
        plain.baseUrlPattern(),
        plain.baseUrlExample(),
        scheme,
        plain.credentials(),
        plain.options(),
        plain.webhooks(),
        plain.listing(),
        plain.rereads(),
        plain.settling(),
        plain.allowance(),
        plain.account(),
        plain.timestamps(),
        plain.blindSpots(),
        plain.capabilities(),
        plain.documents());
  }
}
