package io.orderwire.system.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What was answered 200 survives the process being killed in the middle of a burst.
class PowerCutEndToEndTest {
  /// Emulators elsewhere may be slow; the embedded one is not.
  private static final int ORDERS = RunningSuite.isElsewhere() ? 60 : 250;

  private static final int CONNECTIONS = 16;
  private static final String STORE = "burst-shop";

  /// Embedded queues give back at the restart what was in flight; others when its visibility
  /// timeout (the intake queue's: six minutes) is over.
  private static final Duration PATIENCE = Duration.ofMinutes(RunningSuite.isElsewhere() ? 10 : 2);

  @TempDir Path folder;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void everyAcceptedWebhookBecomesExactlyOneEventAfterTheRestart() throws InterruptedException {
    Set<String> accepted = new ConcurrentSkipListSet<>();
    String data = folder.resolve("data").toString();
    try (RunningSuite suite = RunningSuite.start(data)) {
      SuiteClient client = new SuiteClient(suite.address());
      String url = connect(client);
      CountDownLatch half = new CountDownLatch(ORDERS / 2);
      ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
      Semaphore connections = new Semaphore(CONNECTIONS);
      for (int number = 0; number < ORDERS; number++) {
        String id = Integer.toString(5000 + number);
        senders.execute(() -> deliver(client, url, id, connections, accepted, half));
      }
      assertThat(half.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      suite.killHard();
      senders.shutdown();
      assertThat(senders.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    assertThat(accepted).hasSizeGreaterThanOrEqualTo(ORDERS / 2);
    try (RunningSuite again = RunningSuite.start(data);
        BusListener bus = new BusListener(again.address(), 0)) {
      for (String id : accepted) {
        bus.await(PATIENCE, BusListener.ofOrder(STORE, id));
      }
      // A cut between publishing and remembering it publishes again: the same id and the same
      // bytes.
      Map<String, Set<JsonNode>> byId =
          bus.heard().stream()
              .collect(
                  Collectors.groupingBy(
                      event -> event.at("/detail/metadata/event_id").asText(),
                      Collectors.mapping(event -> event.path("detail"), Collectors.toSet())));
      assertThat(byId).allSatisfy((id, details) -> assertThat(details).as(id).hasSize(1));
      SuiteClient client = new SuiteClient(again.address());
      assertThat(accepted)
          .allSatisfy(
              id ->
                  assertThat(
                          client
                              .get("/v1/stores/" + STORE + "/orders/" + id + "/versions")
                              .body()
                              .path("items"))
                      .hasSize(1));
    }
  }

  private static void deliver(
      SuiteClient client,
      String url,
      String id,
      Semaphore connections,
      Set<String> accepted,
      CountDownLatch half) {
    WooOrder order = WooOrder.paid(id, "2026-11-23T11:00:00");
    try {
      connections.acquire();
      try {
        SuiteClient.Answer answer = client.deliver(url, order.headers(), order.body());
        if (answer.status() == 200) {
          accepted.add(id);
          half.countDown();
        }
      } finally {
        connections.release();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException cutOff) {
      // the suite was killed before it answered: nothing was promised
    }
  }

  private static String connect(SuiteClient client) {
    SuiteClient.Answer answer =
        client.post(
            "/v1/stores",
            """
            {"store_id": "%s", "platform": "woocommerce", "name": "Burst", "base_url": "https://shop.example",
             "credentials": {"webhook_secret": "%s"}}
            """
                .formatted(STORE, WooOrder.SECRET));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body().at("/webhook/url").asText();
  }
}
