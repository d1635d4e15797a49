package io.orderwire.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Descriptor.Account;
import io.orderwire.connector.Descriptor.Allowance;
import io.orderwire.connector.Descriptor.RateBudget;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.Errand;
import io.orderwire.engine.Lane;
import io.orderwire.model.StoreId;
import io.orderwire.port.CallScope;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
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

/// A platform that counts the calls of an account over all of its stores, beside each store's own.
class AccountBudgetTest {
  private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");
  private static final CartCall CALL = CartCall.get("/ping", List.of());
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final String KEY = "key of the account";

  private final ManualClock clock = new ManualClock(START);
  private final InMemoryStores stores = new InMemoryStores();
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final List<Duration> pauses = new ArrayList<>();
  private final TestShop shop = new TestShop();
  private final CartClient process = process();

  AccountBudgetTest() {
    connect("north", Map.of(TestConnector.TOKEN, KEY), Map.of());
    connect("south", Map.of(TestConnector.TOKEN, KEY), Map.of());
    connect("foreign", Map.of(TestConnector.TOKEN, "key of another"), Map.of());
  }

  private void connect(String name, Map<String, String> credentials, Map<String, String> options) {
    StoreId id = new StoreId(name);
    stores.add(
        new Store(
            id,
            TestConnector.PLATFORM,
            name,
            URI.create("https://shop.example"),
            "endpoint-of-" + name,
            secrets.seal(id, new Credentials(credentials)),
            true,
            options,
            StoreMapping.standard(),
            Store.State.ACTIVE,
            Optional.empty(),
            START,
            0));
  }

  private CartClient process() {
    return new CartClient(
        shop,
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

  private static Connector counting(int ofStore, int ofAccount) {
    return TestConnector.counting(rate(ofStore), Optional.of(account(ofAccount)));
  }

  private static Account account(int burst) {
    return new Account(TestConnector.TOKEN, rate(burst));
  }

  private static Allowance rate(int burst) {
    return new Allowance(Optional.of(new RateBudget(burst, 1, List.of())), Optional.empty());
  }

  private Errand errand(String store, Connector connector, Duration patience) {
    return new Errand(
        stores.get(new StoreId(store)).orElseThrow(),
        connector,
        Lane.LIVE,
        clock.instant().plusSeconds(120),
        patience);
  }

  private void call(CartClient client, String store, Connector connector) {
    client.read(errand(store, connector, Duration.ofMinutes(2)), CALL);
  }

  @Test
  void aCallNeedsRoomInTheStoresBudgetAndInTheAccounts() {
    Connector connector = counting(2, 3);
    call(process, "north", connector);
    call(process, "north", connector);
    assertThat(pauses).isEmpty();
    call(process, "south", connector);
    assertThat(pauses).as("the third of the account").isEmpty();
    call(process, "south", connector);
    assertThat(pauses).as("the second of the store, the fourth of the account").hasSize(1);
    pauses.clear();
    call(process, "foreign", connector);
    assertThat(pauses).as("another account").isEmpty();
  }

  @Test
  void theStoresBudgetIsKeptWhereTheAccountHasRoom() {
    Connector connector = counting(1, 100);
    call(process, "north", connector);
    call(process, "north", connector);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    call(process, "south", connector);
    assertThat(pauses).as("its own budget is whole").hasSize(1);
  }

  @Test
  void aRefusalOfTheAccountHoldsAllOfItsStoresInEveryProcess() {
    Connector connector = counting(100, 100);
    refused("north", connector, Map.of("retry-after", "40", "x-test-scope", "account"));
    for (CartClient client : List.of(process, process())) {
      FaultException held =
          catchThrowableOfType(
              FaultException.class, () -> client.read(errand("south", connector, SHORT), CALL));
      assertThat(held.fault().category()).isEqualTo(Category.THROTTLED);
      assertThat(held.fault().retryAfter()).contains(Duration.ofSeconds(40));
      call(client, "foreign", connector);
    }
    assertThat(pauses).isEmpty();
    assertThat(shop.requests()).as("one was refused, two of the other account").hasSize(3);
    call(process(), "south", connector);
    assertThat(pauses).containsExactly(Duration.ofSeconds(40));
  }

  @Test
  void aRefusalOfTheStoreHoldsNoOther() {
    Connector connector = counting(100, 100);
    refused("north", connector, Map.of("retry-after", "40"));
    call(process, "south", connector);
    call(process(), "south", connector);
    assertThat(pauses).isEmpty();
    assertThat(stores.heldUntil(CallScope.OfAccount.named(TestConnector.PLATFORM, KEY))).isEmpty();
  }

  /// Too many calls at the same time: the platform cannot say until when.
  @Test
  void aRefusalWithoutATimeIsToldWhereCallsAtOnceAreCounted() {
    Connector connector =
        TestConnector.counting(
            atOnce(5), Optional.of(new Account(TestConnector.TOKEN, atOnce(10))));
    refused("north", connector, Map.of("x-test-scope", "account"));
    FaultException held =
        catchThrowableOfType(
            FaultException.class, () -> process().read(errand("south", connector, SHORT), CALL));
    assertThat(held.fault().retryAfter())
        .hasValueSatisfying(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5)));
    assertThat(pauses).hasSizeLessThan(2);
    call(process(), "foreign", connector);
    clock.advance(Duration.ofSeconds(10));
    call(process(), "south", connector);
  }

  private static Allowance atOnce(int most) {
    return new Allowance(Optional.empty(), Optional.of(most));
  }

  @Test
  void anAccountMayBeNamedByAnOptionAndAStoreMayHaveNone() {
    Connector connector =
        TestConnector.counting(rate(100), Optional.of(new Account("tenant", rate(1))));
    connect("one", Map.of(TestConnector.TOKEN, "a"), Map.of("tenant", "t"));
    connect("two", Map.of(TestConnector.TOKEN, "b"), Map.of("tenant", "t"));
    call(process, "north", connector);
    call(process, "south", connector);
    call(process, "one", connector);
    assertThat(pauses).isEmpty();
    call(process, "two", connector);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void theNameOfAnAccountIsNoWhereInItsKey() {
    CallScope.OfAccount scope = CallScope.OfAccount.named(TestConnector.PLATFORM, KEY);
    assertThat(scope.hash()).matches("[0-9a-f]{64}").doesNotContain(KEY);
    assertThat(scope).isNotEqualTo(CallScope.OfAccount.named(TestConnector.PLATFORM, KEY + "s"));
  }

  private void refused(String store, Connector connector, Map<String, String> headers) {
    shop.answersNext(429, headers);
    FaultException refused =
        catchThrowableOfType(
            FaultException.class, () -> process.read(errand(store, connector, SHORT), CALL));
    assertThat(refused.fault().category()).isEqualTo(Category.THROTTLED);
  }
}
