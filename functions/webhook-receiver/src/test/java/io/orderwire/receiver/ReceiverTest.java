package io.orderwire.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.Store;
import io.orderwire.receiver.Reply.Outcome;
import io.orderwire.testkit.CountedMetrics;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryRawArchive;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ScriptedFaults;
import io.orderwire.testkit.TestConnector;
import io.orderwire.testkit.TestWebhooks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReceiverTest {
  private static final StoreId STORE = new StoreId("acme-eu");
  private static final String TOKEN = "endpoint-token";
  private static final byte[] BODY = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);

  private final ScriptedFaults faults = new ScriptedFaults();
  private final List<Step> calls = new ArrayList<>();
  private final Faults counted =
      (step, moment) -> {
        if (moment == Moment.BEFORE) {
          calls.add(step);
        }
        faults.at(step, moment);
      };
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final InMemoryStores stores = new InMemoryStores(counted);
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final InMemoryIntakeQueue intake = new InMemoryIntakeQueue(clock, counted);
  private final InMemoryRawArchive archive = new InMemoryRawArchive(counted);
  private final Receiver receiver =
      new Receiver(
          new Receiver.World(
              new Platforms(List.of(TestConnector.create())),
              stores,
              stores,
              secrets,
              new IntakeDoor(intake, archive),
              new CountedMetrics(),
              clock));

  ReceiverTest() {
    stores.add(store("s3cret"));
    calls.clear();
  }

  @Test
  void aGenuineDeliveryIsDurableWithOneCallAndAnswered200() {
    Reply reply = receive(TestWebhooks.signed("order", BODY, "s3cret"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(calls).containsExactly(Step.STORES_READ, Step.INTAKE_SEND);
    IntakeMessage message = queued().getFirst();
    assertThat(message.kind()).isEqualTo(IntakeKind.DELIVERY);
    assertThat(message.body().inline().orElseThrow()).isEqualTo(BODY);
    assertThat(message.headers()).containsOnlyKeys("x-test-topic");
    assertThat(message.traceId()).contains("1-trace");
  }

  @Test
  void aPlatformsRetryHasTheSameReceiptAndNothingElseHas() {
    receive(with(TestWebhooks.signed("order", BODY, "s3cret"), "x-test-delivery", "d1"));
    receive(with(TestWebhooks.signed("order", BODY, "s3cret"), "x-test-delivery", "d1"));
    receive(with(TestWebhooks.signed("order", BODY, "s3cret"), "x-test-delivery", "d2"));
    receive(with(TestWebhooks.signed("order-thin", BODY, "s3cret"), "x-test-delivery", "d1"));
    byte[] other = "{\"id\":\"2\"}".getBytes(StandardCharsets.UTF_8);
    receive(with(TestWebhooks.signed("order", other, "s3cret"), "x-test-delivery", "d1"));
    List<String> ids = queued().stream().map(IntakeMessage::receiptId).toList();
    assertThat(ids.get(0)).isEqualTo(ids.get(1));
    assertThat(ids.subList(1, 5)).doesNotHaveDuplicates();
  }

  @Test
  void everyRefusalLooksTheSame() {
    List<Reply> replies = new ArrayList<>();
    replies.add(receiver.receive(request("nobody", TestWebhooks.signed("order", BODY, "s3cret"))));
    replies.add(receive(TestWebhooks.signed("order", BODY, "wrong")));
    replies.add(receive(new Delivery("POST", Headers.none(), "", BODY)));
    for (Store.State state : List.of(Store.State.DISABLED, Store.State.PARKED)) {
      stores.update(stores.get(STORE).orElseThrow().withState(state, Optional.empty()));
      replies.add(receive(TestWebhooks.signed("order", BODY, "s3cret")));
      replies.add(receive(with(TestWebhooks.signed("order", BODY, "x"), "x-test-ping", "1")));
    }
    assertThat(replies).extracting(Reply::status).containsOnly(401);
    assertThat(replies.stream().map(r -> r.contentType() + r.body()).distinct()).hasSize(1);
    assertThat(replies)
        .extracting(Reply::outcome)
        .containsExactly(
            Outcome.UNKNOWN_TOKEN,
            Outcome.REJECTED,
            Outcome.REJECTED,
            Outcome.STORE_DISABLED,
            Outcome.STORE_DISABLED,
            Outcome.STORE_PARKED,
            Outcome.STORE_PARKED);
    assertThat(queued()).isEmpty();
    assertThat(archive.list("", 9)).isEmpty();
  }

  @Test
  void aSecretChangedAMomentAgoIsFoundByASecondLook() {
    InMemoryStores stale = new InMemoryStores();
    stale.add(store("old"));
    Receiver behind =
        new Receiver(
            new Receiver.World(
                new Platforms(List.of(TestConnector.create())),
                stale,
                stores,
                secrets,
                new IntakeDoor(intake, archive),
                new CountedMetrics(),
                clock));
    assertThat(
            behind.receive(request(TOKEN, TestWebhooks.signed("order", BODY, "s3cret"))).outcome())
        .isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void aHandshakeIsAnsweredAndDoesNothingElse() {
    Reply reply = receive(with(TestWebhooks.signed("order", BODY, "x"), "x-test-ping", "1"));
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.body()).isEqualTo("pong");
    assertThat(queued()).isEmpty();
  }

  @Test
  void aBodyTooLargeForTheQueueIsArchivedFirst() {
    byte[] large =
        ("{\"id\":\"1\",\"x\":\"" + "y".repeat(IntakeQueue.MAX_MESSAGE_BYTES) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(receive(TestWebhooks.signed("order", large, "s3cret")).status()).isEqualTo(200);
    assertThat(calls).containsExactly(Step.STORES_READ, Step.ARCHIVE_PUT, Step.INTAKE_SEND);
    String key = queued().getFirst().body().rawKey().orElseThrow();
    assertThat(archive.get(key).orElseThrow()).isEqualTo(large);
  }

  @Test
  void aBodyThatOnlyItsEscapingMakesTooLargeIsArchivedToo() {
    byte[] quotes =
        "\"".repeat(IntakeQueue.MAX_MESSAGE_BYTES / 2 + 10).getBytes(StandardCharsets.UTF_8);
    assertThat(receive(TestWebhooks.signed("order", quotes, "s3cret")).status()).isEqualTo(200);
    assertThat(queued().getFirst().body().rawKey()).isPresent();
  }

  @Test
  void bytesThatAreNoTextArriveAsTheyWere() {
    byte[] binary = {(byte) 0xff, 0, (byte) 0xfe, '{'};
    receive(TestWebhooks.signed("order", binary, "s3cret"));
    assertThat(queued().getFirst().body().inline().orElseThrow()).isEqualTo(binary);
  }

  @Test
  void troubleOfOursAsksThePlatformToDeliverAgain() {
    faults.fail(Step.INTAKE_SEND, Moment.BEFORE);
    assertThat(receive(TestWebhooks.signed("order", BODY, "s3cret")).status()).isEqualTo(503);
    faults.throttle(Step.STORES_READ);
    assertThat(receive(TestWebhooks.signed("order", BODY, "s3cret")).status()).isEqualTo(503);
    assertThat(receive(TestWebhooks.signed("order", BODY, "s3cret")).status()).isEqualTo(200);
    assertThat(faults.spent()).isTrue();
  }

  private Reply receive(Delivery delivery) {
    return receiver.receive(request(TOKEN, delivery));
  }

  private static WebhookRequest request(String token, Delivery delivery) {
    return new WebhookRequest(token, delivery, Optional.of("1-trace"));
  }

  private List<IntakeMessage> queued() {
    return intake.queue().messages();
  }

  private static Delivery with(Delivery delivery, String header, String value) {
    Map<String, String> headers = new TreeMap<>(delivery.headers().values());
    headers.put(header, value);
    return new Delivery(delivery.method(), new Headers(headers), delivery.query(), delivery.body());
  }

  private Store store(String secret) {
    return new Store(
        STORE,
        TestConnector.PLATFORM,
        "Acme",
        URI.create("https://shop.example"),
        TOKEN,
        secrets.seal(STORE, new Credentials(Map.of(TestConnector.SECRET, secret))),
        false,
        Map.of(),
        StoreMapping.standard(),
        Store.State.ACTIVE,
        Optional.empty(),
        clock.instant(),
        0);
  }
}
