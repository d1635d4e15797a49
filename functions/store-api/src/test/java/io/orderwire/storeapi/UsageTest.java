package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.message.Cause;
import io.orderwire.model.StoreId;
import io.orderwire.port.CallScope;
import io.orderwire.port.Store;
import io.orderwire.testkit.ports.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  private static final StoreId ID = new StoreId("acme-eu");
  private static final String USAGE = "/v1/stores/acme-eu/usage";
  private static final Instant NOON = Api.NOON;

  private final Api api = new Api();
  private int recorded;

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
  }

  @Test
  void countsByHourAndCause() {
    record(NOON.minusSeconds(1), Cause.WEBHOOK);
    record(NOON, Cause.WEBHOOK);
    record(NOON.plusSeconds(60), Cause.POLL);
    record(NOON.plus(Duration.ofHours(2)), Cause.REMAP);
    api.ledger.append(Samples.receipt(ID, "r", NOON.plusSeconds(90)));
    api.clock.advance(Duration.ofMinutes(150));

    JsonNode usage = api.get(USAGE + "?hours=3").json();
    assertThat(usage.at("/from").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(usage.at("/until").asText()).isEqualTo("2026-11-23T14:30:00Z");
    assertThat(usage.at("/complete").asBoolean()).isTrue();
    assertThat(usage.has("counted_from")).isFalse();
    assertThat(usage.at("/versions").asInt()).isEqualTo(3);
    assertThat(usage.at("/other_versions").asInt()).isEqualTo(1);
    assertThat(told(usage.at("/by_cause")))
        .containsExactly("webhook 1", "poll 1", "backfill 0", "remap 1", "replay 0", "erase 0");
    assertThat(usage.at("/hours").findValuesAsText("from"))
        .containsExactly("2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z", "2026-11-23T14:00:00Z");
    assertThat(told(usage.at("/hours/0/by_cause"))).containsExactly("webhook 1", "poll 1");
    assertThat(told(usage.at("/hours/1/by_cause"))).isEmpty();
    assertThat(usage.at("/hours/2/versions").asInt()).isEqualTo(1);

    assertThat(api.get(USAGE).json().at("/hours")).hasSize(24);
    assertThat(api.get(USAGE).json().at("/versions").asInt()).isEqualTo(4);
  }

  /// A silent half would be a false figure.
  @Test
  void saysFromWhenItCounted() {
    for (int second = 0; second < UsageRoutes.MOST + 10; second++) {
      record(NOON.plusSeconds(second), Cause.WEBHOOK);
    }
    api.clock.advance(Duration.ofHours(8));
    JsonNode usage = api.get(USAGE + "?hours=12").json();
    assertThat(usage.at("/complete").asBoolean()).isFalse();
    assertThat(usage.at("/counted_from").asText()).isEqualTo("2026-11-23T12:00:10Z");
    assertThat(usage.at("/counts_at_most").asInt()).isEqualTo(UsageRoutes.MOST);
    assertThat(usage.at("/versions").asInt()).isEqualTo(UsageRoutes.MOST);
    assertThat(usage.at("/hours/0/from").asText())
        .as("nothing is said of the hours before")
        .isEqualTo("2026-11-23T12:00:00Z");
  }

  /// Each figure of the answer follows from those beside it.
  @Test
  void estimatesWhatTheCallsCost() {
    for (int version = 0; version < 10; version++) {
      record(NOON.plusSeconds(version), Cause.WEBHOOK);
    }
    record(NOON.plusSeconds(30), Cause.BACKFILL);
    api.clock.advance(Duration.ofHours(1));
    JsonNode cost = api.get(USAGE + "?hours=2").json().at("/cost");
    assertThat(cost.at("/region").asText()).isEqualTo("us-east-1");
    assertThat(cost.at("/currency").asText()).isEqualTo("USD");
    assertThat(cost.at("/left_out/0").asText()).contains("compute time");
    BigDecimal total = BigDecimal.ZERO;
    for (JsonNode service : cost.at("/services")) {
      BigDecimal amount =
          decimal(service, "calls")
              .add(decimal(service, "poll_calls"))
              .multiply(decimal(service, "million"))
              .movePointLeft(6);
      assertThat(decimal(service, "amount")).as(service.toString()).isEqualByComparingTo(amount);
      total = total.add(amount);
    }
    assertThat(decimal(cost, "total")).isEqualByComparingTo(total);
    BigDecimal versions =
        CallsByCause.of(Cause.WEBHOOK).times(10).plus(CallsByCause.of(Cause.BACKFILL)).cost();
    BigDecimal polls = CallsByCause.ofPoll().times(cost.at("/polls").asLong()).cost();
    assertThat(total).isEqualByComparingTo(versions.add(polls));
    assertThat(cost.at("/services").findValuesAsText("calls")).contains("10", "12.3", "11");
    assertThat(decimal(cost, "thirty_days"))
        .as("two hours, of which one is over")
        .isCloseTo(total.multiply(new BigDecimal(720)), within(new BigDecimal("0.000001")));
  }

  /// A store that is looked at every minute is listed 1,440 times a day.
  @Test
  void countsThePollsThatAreDue() {
    api.clock.advance(Duration.ofDays(2));
    assertThat(polls()).isPositive();
    long usual = polls();
    api.patch("/v1/stores/acme-eu", "{\"options\": {\"poll_interval_minutes\": \"1\"}}");
    assertThat(polls()).isGreaterThan(1_440 - 60).isGreaterThan(usual);
    api.patch("/v1/stores/acme-eu", "{\"state\": \"disabled\"}");
    assertThat(polls()).isZero();
  }

  @Test
  void countsNoPollsBeforeTheStoreWasConnected() {
    api.clock.advance(Duration.ofMinutes(1));
    long first = polls();
    api.clock.advance(Duration.ofHours(3));
    assertThat(first).isLessThan(polls());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "169", "-1", "1.5", "x", "9999"})
  void refusesOtherNumbersOfHours(String hours) {
    JsonNode refused = api.get(USAGE + "?hours=" + hours).json();
    assertThat(refused.at("/errors/0/parameter").asText()).isEqualTo("hours");
    assertThat(refused.at("/errors/0/remedy").asText()).contains("1 to 168");
    assertThat(api.get("/v1/stores/nobody/usage").status()).isEqualTo(404);
  }

  @Test
  void activityTellsTheCallBudget() {
    JsonNode calls = api.get("/v1/stores/acme-eu/activity").json().at("/calls");
    assertThat(calls.at("/store/rate/burst").asInt()).isEqualTo(2_000);
    assertThat(calls.at("/store/rate/per_second").asInt()).isEqualTo(100);
    assertThat(calls.at("/store").has("under_way")).isFalse();
    assertThat(calls.has("account")).isFalse();
    api.stores.hold(new CallScope.OfStore(ID), NOON.plusSeconds(90));
    assertThat(api.get("/v1/stores/acme-eu/activity").json().at("/calls/store/held_until").asText())
        .isEqualTo("2026-11-23T12:01:30Z");
    api.clock.advance(Duration.ofMinutes(2));
    assertThat(api.get("/v1/stores/acme-eu/activity").json().at("/calls/store").has("held_until"))
        .isFalse();
  }

  /// Where a platform counts the calls that are under way, all processes take places of the same
  /// few.
  @Test
  void activityTellsTheCallsThatAreUnderWay() {
    StoreId id = new StoreId("acme-account");
    api.post(
        "/v1/stores",
        """
        {"store_id": "acme-account", "platform": "api2cart", "name": "Acme",
         "base_url": "https://api.api2cart.com/v1.1",
         "credentials": {"api_key": "0123456789abcdef0123456789abcdef",
                         "store_key": "fedcba9876543210fedcba9876543210"}}
        """);
    Store store = api.stores.get(id).orElseThrow();
    CallScope account =
        CallScope.OfAccount.named(store.platform(), "0123456789abcdef0123456789abcdef");
    api.stores.take(new CallScope.OfStore(id), 5, NOON, NOON.plusSeconds(20));
    api.stores.take(account, 10, NOON, NOON.plusSeconds(20));
    api.stores.take(account, 10, NOON, NOON.plusSeconds(20));
    api.stores.hold(account, NOON.plusSeconds(5));
    JsonNode calls = api.get("/v1/stores/acme-account/activity").json().at("/calls");
    assertThat(calls.at("/store/under_way").asInt()).isEqualTo(1);
    assertThat(calls.at("/account/under_way").asInt()).isEqualTo(2);
    assertThat(calls.at("/account/at_once").asInt())
        .isGreaterThan(calls.at("/store/at_once").asInt());
    assertThat(calls.at("/account/held_until").asText()).isEqualTo("2026-11-23T12:00:05Z");
    assertThat(calls.at("/store").has("rate")).isFalse();
    assertThat(calls.toString()).doesNotContain("0123456789abcdef");
  }

  private long polls() {
    return api.get(USAGE).json().at("/cost/polls").asLong();
  }

  private void record(Instant at, Cause cause) {
    recorded++;
    api.ledger.append(Samples.order(ID, "o" + recorded, 1, at, cause));
  }

  private static List<String> told(JsonNode byCause) {
    List<String> told = new ArrayList<>();
    byCause.forEach(
        each -> told.add(each.at("/cause").asText() + " " + each.at("/versions").asLong()));
    return told;
  }

  private static BigDecimal decimal(JsonNode node, String name) {
    assertThat(node.path(name).isTextual()).as(name).isTrue();
    return new BigDecimal(node.path(name).asText());
  }
}
