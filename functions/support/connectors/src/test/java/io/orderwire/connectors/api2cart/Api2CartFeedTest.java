package io.orderwire.connectors.api2cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.Fault.Scope;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What calls are made, and what replies mean.
class Api2CartFeedTest {
  private static final String TIME =
      "\"modified_at\":{\"value\":\"%s\",\"format\":\"Y-m-d H:i:s\"}";
  private final Api2CartFeed feed = new Api2CartFeed();
  private final StoreContext store =
      new StoreContext(
          new StoreId("acme-eu"),
          new PlatformId("api2cart"),
          URI.create("https://api.api2cart.com/v1.1"),
          StoreMapping.standard(),
          Map.of("page_size", "2"));

  @ParameterizedTest
  @CsvSource({
    "1,UNAVAILABLE,STORE",
    "2,UNAUTHORIZED,STORE",
    "4,UNAUTHORIZED,STORE",
    "5,UNAUTHORIZED,STORE",
    "6,UNAUTHORIZED,STORE",
    "7,THROTTLED,STORE",
    "9,UNAVAILABLE,STORE",
    "10,THROTTLED,ACCOUNT",
    "12,UNAVAILABLE,STORE",
    "100,UNAVAILABLE,STORE",
    "101,UNAUTHORIZED,STORE",
    "102,UNAVAILABLE,STORE",
    "109,MALFORMED,STORE",
    "110,THROTTLED,STORE",
    "115,UNAVAILABLE,STORE"
  })
  void returnCodesAreFaults(int code, Category category, Scope scope) {
    assertThat(feed.fault(reply("{\"return_code\":%d}".formatted(code))))
        .hasValueSatisfying(
            fault -> {
              assertThat(fault.category()).isEqualTo(category);
              assertThat(fault.scope()).isEqualTo(scope);
            });
  }

  @Test
  void pagesOfHtmlAreNoAnswer() {
    assertThat(feed.fault(reply("<html></html>")).map(fault -> fault.category()))
        .contains(Category.MALFORMED);
    assertThat(feed.fault(reply("{\"return_code\":0}"))).isEmpty();
  }

  @Test
  void aRowOutsideOfTheWindowIsLeftOutThoughTheCartListsIt() {
    Page page =
        list(
            "{\"id\":\"1\"," + TIME.formatted("2026-05-01 10:00:00") + "}",
            "{\"id\":\"2\"," + TIME.formatted("2026-05-04 10:00:05") + "}");
    assertThat(page.rows()).extracting(row -> row.id().value()).containsExactly("2");
  }

  @Test
  void aCartThatDoesNotSortIsReadByOverlappingOffsets() {
    Page page =
        list(
            "{\"id\":\"1\"," + TIME.formatted("2026-05-04 10:00:09") + "}",
            "{\"id\":\"2\"," + TIME.formatted("2026-05-04 10:00:05") + "}");
    assertThat(page.rows()).hasSize(2).allMatch(row -> row.changedAt().equals(from()));
    assertThat(page.next().flatMap(call -> call.parameter("start"))).contains("1");
  }

  @Test
  void aPageWithinOneSecondIsAskedForAgainTwiceAsLong() {
    Page page =
        list(
            "{\"id\":\"1\"," + TIME.formatted("2026-05-04 10:00:00") + "}",
            "{\"id\":\"2\"," + TIME.formatted("2026-05-04 10:00:00") + "}");
    assertThat(page.next().flatMap(call -> call.parameter("count"))).contains("4");
  }

  /// What lies behind a cursor may be of another order: then nothing of ours is left.
  @Test
  void transactionsBehindACursorAreOursOrEndTheReading() {
    List<CartCall> calls = new ArrayList<>();
    Deque<String> answers =
        new ArrayDeque<>(
            List.of(
                "{\"return_code\":0,\"result\":{\"id\":\"7\",\"order_id\":\"A7\"}}",
                transactions("c1", "7"),
                transactions("c2", "8"),
                "{\"return_code\":3}"));
    Fetch fetch = feed.one(new ExternalId("7"), store);
    while (fetch instanceof Fetch.Ask(CartCall call, var then)) {
      calls.add(call);
      fetch = then.apply(reply(answers.remove()));
    }
    assertThat(answers).isEmpty();
    assertThat(calls.get(1).parameter("order_ids")).contains("7");
    assertThat(calls.get(2).parameter("page_cursor")).contains("c1");
    assertThat(calls.get(2).parameter("order_ids")).isEmpty();
    Fetch.Complete whole = (Fetch.Complete) fetch;
    assertThat(whole.document().path("transactions")).hasSize(1);
    assertThat(whole.document().path("shipments")).isEmpty();
  }

  @Test
  void anOrderThatIsNotThereIsAbsent() {
    Fetch.Ask ask = (Fetch.Ask) feed.one(new ExternalId("7"), store);
    assertThat(ask.then().apply(reply("{\"return_code\":112}"))).isInstanceOf(Fetch.Absent.class);
  }

  private Page list(String... rows) {
    CartCall call = feed.orders().first(new Window(from(), Optional.empty()), store);
    String body =
        "{\"return_code\":0,\"pagination\":{\"next\":\"x\"},\"result\":{\"order\":[%s]}}"
            .formatted(String.join(",", rows));
    return feed.orders().read(call, reply(body), store);
  }

  private static Instant from() {
    return Instant.parse("2026-05-04T10:00:00Z");
  }

  private static String transactions(String next, String order) {
    return """
        {"return_code":0,"pagination":{"next":"%s"},
         "result":{"transactions":[{"id":"1","order_id":"%s"}]}}
        """
        .formatted(next, order);
  }

  private static CartReply reply(String body) {
    return new CartReply(200, Headers.none(), body.getBytes(StandardCharsets.UTF_8));
  }
}
