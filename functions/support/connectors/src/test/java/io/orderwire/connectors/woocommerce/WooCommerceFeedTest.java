package io.orderwire.connectors.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Headers;
import io.orderwire.connector.WebhookRegistry.Subscription;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Fetching one order, and what answers mean.
class WooCommerceFeedTest {
  private static final ExternalId ORDER = new ExternalId("7");
  private static final String ABSENT =
      """
      {"code":"woocommerce_rest_shop_order_invalid_id","message":"Invalid ID.",\
      "data":{"status":404}}""";
  private final WooCommerceFeed feed = new WooCommerceFeed();
  private final List<String> asked = new ArrayList<>();

  @Test
  void anOrderWithoutRefundsIsOneCall() {
    assertThat(fetched(json("{\"id\":7,\"refunds\":[]}"))).hasToString("{\"id\":7,\"refunds\":[]}");
    assertThat(asked).containsExactly("/wp-json/wc/v3/orders/7");
  }

  @Test
  void refundsAreFetchedPageByPage() {
    String hundred =
        IntStream.range(0, 100)
            .mapToObj(id -> "{\"id\":" + id + "}")
            .collect(Collectors.joining(",", "[", "]"));
    JsonNode order =
        fetched(
            json("{\"id\":7,\"refunds\":[{\"id\":1,\"total\":\"-1.00\"}]}"),
            json(hundred),
            json("[{\"id\":100}]"));
    assertThat(order.path("refund_resources")).hasSize(101);
    assertThat(order.path("refunds")).hasSize(1);
    assertThat(asked)
        .containsExactly(
            "/wp-json/wc/v3/orders/7",
            "/wp-json/wc/v3/orders/7/refunds",
            "/wp-json/wc/v3/orders/7/refunds");
  }

  @Test
  void anOrderThatIsNotThereIsAbsent() {
    CartReply gone = reply(404, "application/json", ABSENT);
    assertThat(feed.fault(gone)).isEmpty();
    assertThat(run(gone)).isInstanceOf(Fetch.Absent.class);
  }

  @Test
  void aTrashedOrderIsReadLikeAnyOther() {
    assertThat(fetched(json("{\"id\":7,\"status\":\"trash\"}")).path("status").textValue())
        .isEqualTo("trash");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|application/json|{\"code\":\"woocommerce_rest_cannot_view\"}|UNAUTHORIZED",
        "403|application/json|{\"code\":\"woocommerce_rest_cannot_view\"}|UNAUTHORIZED",
        "403|text/html|<h1>Blocked by the firewall</h1>|UNAVAILABLE",
        "404|application/json|{\"code\":\"rest_no_route\"}|MALFORMED",
        "404|text/html|<h1>Not found</h1>|MALFORMED",
        "301|text/html|moved|MALFORMED",
        "400|application/json|{\"code\":\"rest_invalid_param\"}|MALFORMED",
        "410|text/html|gone|GONE",
        "429|text/html|slow down|THROTTLED",
        "500|text/html|<p>There has been a critical error on this website.</p>|UNAVAILABLE",
        "503|text/html|Briefly unavailable for scheduled maintenance.|UNAVAILABLE",
        "200|text/html|<!doctype html><title>Checking your browser</title>|MALFORMED",
        "200|application/json|[{\"id\":7|MALFORMED"
      })
  void faults(int status, String type, String body, Fault.Category category) {
    assertThat(feed.fault(reply(status, type, body)).map(Fault::category)).contains(category);
  }

  @Test
  void waitsAsLongAsAsked() {
    Headers headers = new Headers(Map.of("Retry-After", "17"));
    assertThat(feed.fault(new CartReply(429, headers, new byte[0])).orElseThrow().retryAfter())
        .contains(Duration.ofSeconds(17));
    Headers date = new Headers(Map.of("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"));
    assertThat(feed.fault(new CartReply(503, date, new byte[0])).orElseThrow().retryAfter())
        .isEmpty();
  }

  @Test
  void faultsNameTheRemedy() {
    assertThat(detail(404, "{\"code\":\"rest_no_route\"}")).contains("permalinks=plain");
    assertThat(
            detail(
                400,
                """
                {"code":"rest_invalid_param","data":{"params":{"orderby":"orderby is not one of \
                date, id."}}}"""))
        .contains("order_by=id");
    assertThat(detail(301, "")).contains("base address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF[{\"id\":7}]",
        "\n\n [{\"id\":7}]",
        "<br />\n<b>Notice</b>:  Undefined index: [x] in <b>/srv/a.php</b> on line <b>3</b><br />\n"
            + "[{\"id\":7}]",
        "PHP Warning: foo(): {closure} in /srv/b.php on line 9\n[{\"id\":7}]"
      })
  void noticesBeforeTheDocumentAreSkipped(String body) {
    CartReply reply = reply(200, "application/json", body);
    assertThat(feed.fault(reply)).isEmpty();
    assertThat(Replies.json(reply)).hasToString("[{\"id\":7}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{\"id\":7}]<script></script>", "{\"a\":oops,\"b\":[1]}", ""})
  void whatIsBrokenBehindIsNot(String body) {
    assertThat(feed.fault(reply(200, "application/json", body)).map(Fault::category))
        .contains(Fault.Category.MALFORMED);
  }

  @Test
  void pagesThatShopsReallyAnswer() throws IOException {
    CartReply notices = reply(200, "application/json", page("notice-before-json.txt"));
    assertThat(feed.fault(notices)).isEmpty();
    CartCall call =
        feed.orders().first(new Window(Instant.EPOCH, Optional.empty()), Shops.pretty());
    assertThat(feed.orders().read(call, notices, Shops.pretty()).rows())
        .extracting(row -> row.kind() + " " + row.id())
        .containsExactly("ORDER 5102", "CART 5121");
    assertThat(feed.fault(reply(200, "text/html", page("firewall.html"))).map(Fault::category))
        .contains(Fault.Category.MALFORMED);
    assertThat(
            feed.fault(reply(500, "text/html", page("critical-error.html"))).map(Fault::category))
        .contains(Fault.Category.UNAVAILABLE);
  }

  @Test
  void webhooksAreRegisteredListedAndRemoved() {
    WooCommerceRegistry registry = new WooCommerceRegistry();
    assertThat(
            registry
                .register("order.created", "https://in.example/w/t", "s\"1", Shops.pretty())
                .body())
        .contains(
            "{\"name\":\"Orderwire order.created\",\"topic\":\"order.created\","
                + "\"delivery_url\":\"https://in.example/w/t\",\"secret\":\"s\\\"1\","
                + "\"status\":\"active\"}");
    Headers headers =
        new Headers(
            Map.of(
                "Link",
                "<https://shop.example/wp-json/wc/v3/webhooks?per_page=100&page=2>; rel=\"next\""));
    byte[] body =
        """
        [{"id":4,"topic":"order.created","delivery_url":"https://in.example","status":"disabled"},
         {"id":5,"topic":"order.updated","delivery_url":"https://in.example","status":"active"}]"""
            .getBytes(StandardCharsets.UTF_8);
    var page = registry.read(new CartReply(200, headers, body), Shops.pretty());
    assertThat(page.items())
        .containsExactly(
            new Subscription("4", "order.created", "https://in.example", false),
            new Subscription("5", "order.updated", "https://in.example", true));
    assertThat(page.next().orElseThrow().parameter("page")).contains("2");
    assertThat(registry.remove(page.items().getFirst(), Shops.pretty()).path())
        .isEqualTo("/wp-json/wc/v3/webhooks/4");
  }

  private static String page(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/woocommerce/pages", name));
  }

  private String detail(int status, String body) {
    return feed.fault(reply(status, "application/json", body)).map(Fault::detail).orElse("");
  }

  private JsonNode fetched(CartReply... replies) {
    return run(replies) instanceof Fetch.Complete(JsonNode document)
        ? document
        : MissingNode.getInstance();
  }

  private Fetch run(CartReply... replies) {
    Deque<CartReply> answers = new ArrayDeque<>(List.of(replies));
    Fetch fetch = feed.one(ORDER, Shops.pretty());
    while (fetch instanceof Fetch.Ask(var call, var then)) {
      asked.add(call.path());
      fetch = then.apply(Optional.ofNullable(answers.poll()).orElseThrow());
    }
    return fetch;
  }

  private static CartReply json(String body) {
    return reply(200, "application/json; charset=UTF-8", body);
  }

  private static CartReply reply(int status, String type, String body) {
    return new CartReply(
        status, new Headers(Map.of("Content-Type", type)), body.getBytes(StandardCharsets.UTF_8));
  }
}
