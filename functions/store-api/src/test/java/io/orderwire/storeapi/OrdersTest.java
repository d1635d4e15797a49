package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Line;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Money;
import io.orderwire.model.Order;
import io.orderwire.model.Quantity;
import io.orderwire.model.StoreId;
import io.orderwire.port.LedgerEntry;
import io.orderwire.storeapi.Api.Answer;
import io.orderwire.testkit.ports.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private static final String ACME = "/v1/stores/acme-eu";
  private static final StoreId ID = new StoreId("acme-eu");
  private final Api api = new Api();

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
  }

  @Test
  void listsEachOrderOnceAtItsNewestVersion() {
    append("1", 1, 1);
    append("2", 1, 2);
    append("1", 2, 3);
    append("3", 1, 4);
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = api.get(ACME + "/orders?limit=2" + cursor).json();
      page.at("/items")
          .forEach(
              order ->
                  seen.add(order.at("/number").asText() + "/" + order.at("/version").asText()));
      cursor = page.has("next_cursor") ? "&cursor=" + page.at("/next_cursor").asText() : "";
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactly("2/1", "1/2", "3/1");
    assertThat(api.get(ACME + "/orders?changed_since=2026-11-23T12:00:03Z").json().at("/items"))
        .hasSize(2);
    assertThat(api.get(ACME + "/orders?changed_since=2026-11-24").json().at("/items")).isEmpty();
    assertThat(api.get(ACME + "/orders?status=pending").json().at("/items")).hasSize(3);
    assertThat(api.get(ACME + "/orders?status=fulfilled").json().at("/items")).isEmpty();
  }

  @Test
  void namesWrongParameters() {
    Answer answer = api.get(ACME + "/orders?changed_since=yesterday&status=done&limit=1000");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors").findValuesAsText("parameter"))
        .containsExactlyInAnyOrder("changed_since", "status", "limit");
    assertThat(api.get(ACME + "/orders?cursor=garbage").json().at("/errors/0/parameter").asText())
        .isEqualTo("cursor");
    assertThat(api.get("/v1/stores/nobody/orders").status()).isEqualTo(404);
  }

  @Test
  void showsAnOrderAndItsVersions() {
    append("1001", 1, 1);
    append("1001", 2, 2);
    append("1001", 3, 3);
    assertThat(api.get(ACME + "/orders/1001").json().at("/version").asInt()).isEqualTo(3);
    JsonNode first = api.get(ACME + "/orders/1001/versions?limit=2").json();
    assertThat(api.get(ACME + "/orders/1001/versions?limit=2&limit=3").status())
        .as("nobody guesses which one is meant")
        .isEqualTo(422);
    assertThat(first.at("/items").findValuesAsText("version")).containsExactly("1", "2");
    assertThat(first.at("/items/0").has("order")).isFalse();
    assertThat(first.at("/items/0/type").asText()).isEqualTo("order.pending");
    JsonNode rest =
        api.get(ACME + "/orders/1001/versions?limit=2&cursor=" + first.at("/next_cursor").asText())
            .json();
    assertThat(rest.at("/items").findValuesAsText("version")).containsExactly("3");
    JsonNode second = api.get(ACME + "/orders/1001/versions/2").json();
    assertThat(second.at("/event_id").asText()).isEqualTo("acme-eu/order/1001/2");
    assertThat(second.at("/order/version").asInt()).isEqualTo(2);
    assertThat(api.get(ACME + "/orders/1001/versions/4").status()).isEqualTo(404);
    assertThat(api.get(ACME + "/orders/1001/versions/x").status()).isEqualTo(404);
    assertThat(api.get(ACME + "/orders/77").status()).isEqualTo(404);
    assertThat(api.get(ACME + "/orders/77/versions").status()).isEqualTo(404);
    assertThat(api.get(ACME + "/orders/a%23b").status()).isEqualTo(404);
  }

  /// By when it was recorded here; between two versions the earlier one stood.
  @Test
  void showsTheVersionThatStoodAtAnInstant() {
    for (int version = 1; version <= 9; version++) {
      append("1001", version, version * 10);
    }
    for (int second = 10; second < 120; second += 5) {
      assertThat(asOf("1001", second).json().at("/version").asInt())
          .as("second %d", second)
          .isEqualTo(Math.min(9, second / 10));
    }
    Answer early = asOf("1001", 9);
    assertThat(early.status()).isEqualTo(404);
    assertThat(early.json().at("/type").asText()).endsWith(":not-recorded-yet");
    assertThat(early.json().at("/detail").asText()).contains("2026-11-23T12:00:10Z");
    assertThat(asOf("77", 10).json().at("/type").asText()).endsWith(":not-found");
    Answer wrong = api.get(ACME + "/orders/1001?as_of=noon");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().at("/errors/0/parameter").asText()).isEqualTo("as_of");
  }

  private Answer asOf(String id, int second) {
    return api.get(ACME + "/orders/" + id + "?as_of=" + Api.NOON.plusSeconds(second));
  }

  @Test
  void showsWhatOneVersionSaysOtherwiseThanAnother() {
    appendBundle();
    append("1001", 2, 2);
    JsonNode diff = api.get(ACME + "/orders/1001/diff?from=1&to=2").json();
    assertThat(diff.at("/changed").toString()).isEqualTo("[\"/lines\"]");
    assertThat(diff.at("/differences")).hasSize(3);
    assertThat(diff.at("/differences/1/path").asText()).isEqualTo("/lines/1");
    assertThat(diff.at("/differences/1/before/total/amount").asText()).isEqualTo("20.00");
    assertThat(diff.at("/differences/1").has("after")).isFalse();
    JsonNode back = api.get(ACME + "/orders/1001/diff?from=2&to=1").json();
    assertThat(back.at("/differences/1").has("before")).isFalse();
    assertThat(api.get(ACME + "/orders/1001/diff?from=2&to=2").json().at("/differences")).isEmpty();
    assertThat(api.get(ACME + "/orders/1001/diff?from=1&to=3").json().at("/detail").asText())
        .isEqualTo("there is no version of order 1001 3");
    assertThat(api.get(ACME + "/orders/77/diff?from=1&to=2").status()).isEqualTo(404);
    assertThat(
            api.get(ACME + "/orders/1001/diff?from=0")
                .json()
                .at("/errors")
                .findValuesAsText("detail"))
        .containsExactly("\"0\" is no number of a version", "to is missing");
  }

  /// A bundle as it was recorded, as it was sold, and as it is picked.
  @Test
  void showsTheLinesOfABundleAsAsked() {
    appendBundle();
    assertThat(lines("/orders/1001")).containsExactly("set 30.00", "cup 20.00", "tin 5.00");
    assertThat(lines("/orders/1001?lines=tree"))
        .containsExactly("set 30.00", "cup 20.00", "tin 5.00");
    assertThat(lines("/orders/1001?lines=parents")).containsExactly("set 50.00", "tin 5.00");
    assertThat(lines("/orders/1001?lines=components")).containsExactly("cup 50.00", "tin 5.00");
    assertThat(lines("/orders/1001?lines=both"))
        .containsExactly("set 50.00", "cup 0.00", "tin 5.00");
    assertThat(api.get(ACME + "/orders/1001/versions/1?lines=parents").json().at("/order/lines"))
        .hasSize(2);
    assertThat(api.get(ACME + "/orders?lines=parents").json().at("/items/0/lines")).hasSize(2);
    for (String path : List.of("/orders", "/orders/1001", "/orders/1001/versions/1")) {
      Answer answer = api.get(ACME + path + "?lines=flat");
      assertThat(answer.status()).as(path).isEqualTo(422);
      assertThat(answer.json().at("/errors/0/parameter").asText()).isEqualTo("lines");
    }
  }

  private List<String> lines(String path) {
    List<String> lines = new ArrayList<>();
    api.get(ACME + path)
        .json()
        .at("/lines")
        .forEach(
            line -> lines.add(line.at("/id").asText() + " " + line.at("/total/amount").asText()));
    return lines;
  }

  private void appendBundle() {
    LedgerEntry sample = Samples.order(ID, "1001", 1, Api.NOON, "");
    EventData.OrderChange change = (EventData.OrderChange) sample.event().detail().data();
    Order order =
        change
            .order()
            .orElseThrow()
            .withGoods(
                List.of(
                    line("set", Optional.empty(), "30.00"),
                    line("cup", Optional.of("set"), "20.00"),
                    line("tin", Optional.empty(), "5.00")),
                List.of(),
                List.of(),
                List.of());
    EventData.OrderChange bundle =
        new EventData.OrderChange(
            List.of(), List.of(), Optional.empty(), Optional.of(order), Optional.empty());
    Event event =
        new Event(
            sample.event().type(), new Event.Detail(sample.event().detail().metadata(), bundle));
    api.ledger.append(new LedgerEntry(sample.subject(), 1, event, true, Optional.empty()));
  }

  private static Line line(String id, Optional<String> parent, String total) {
    Quantity one = Quantity.of(1);
    return new Line(
        id,
        parent,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        id,
        List.of(),
        new LineQuantity(one, one, Quantity.ZERO, Quantity.ZERO, one),
        Money.of(total, "EUR"),
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        Money.of(total, "EUR"),
        true,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  @Test
  void showsAndReplaysQuarantinedReceipts() {
    api.ledger.append(Samples.receipt(ID, "r1", Api.NOON));
    JsonNode list = api.get(ACME + "/receipts?state=quarantined").json();
    assertThat(list.at("/items/0/receipt_id").asText()).isEqualTo("r1");
    assertThat(list.at("/items/0/reason").asText()).isNotEmpty();
    assertThat(api.get(ACME + "/receipts?state=resolved").json().at("/items")).isEmpty();
    assertThat(api.get(ACME + "/receipts?state=lost").status()).isEqualTo(422);

    assertThat(api.post(ACME + "/receipts/r1/replay", "").status()).isEqualTo(202);
    IntakeMessage message = api.intake.queue().messages().getFirst();
    assertThat(message.kind()).isEqualTo(IntakeKind.REPLAY);
    assertThat(message.receiptId()).isEqualTo("r1");
    assertThat(message.body().rawKey()).contains("raw/acme-eu/receipt/r1");
    assertThat(message.replay()).isTrue();
    assertThat(api.post(ACME + "/receipts/r2/replay", "").status()).isEqualTo(404);
  }

  /// As the same receipt of the same instant, so that nothing is archived twice.
  @Test
  void replaysAnOrderFromItsArchivedPayload() {
    append("1001", 1, 1);
    assertThat(api.post(ACME + "/orders/1001/replay", "").status()).isEqualTo(202);
    IntakeMessage message = api.intake.queue().messages().getFirst();
    assertThat(message.cause()).isEqualTo(Cause.REPLAY);
    assertThat(message.subject()).contains(new ExternalId("1001"));
    assertThat(message.receiptId()).isEqualTo("receipt-1");
    assertThat(message.body().rawKey()).contains("raw/acme-eu/1001");
    assertThat(api.post(ACME + "/orders/77/replay", "").status()).isEqualTo(404);

    LedgerEntry sample = Samples.order(ID, "1002", 1, Api.NOON, "");
    String key = "raw/acme-eu/order/1002/2026-11-01T08:00:00.250Z-r2.json";
    api.ledger.append(new LedgerEntry(sample.subject(), 1, sample.event(), true, Optional.of(key)));
    api.post(ACME + "/orders/1002/replay", "");
    assertThat(api.intake.queue().messages().getLast().receivedAt())
        .isEqualTo("2026-11-01T08:00:00.250Z");
  }

  private void append(String id, long version, int second) {
    api.ledger.append(Samples.order(ID, id, version, Api.NOON.plusSeconds(second), ""));
  }
}
