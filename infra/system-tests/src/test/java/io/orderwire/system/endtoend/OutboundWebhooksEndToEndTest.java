package io.orderwire.system.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpServer;
import io.orderwire.json.EventJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A merchant's URL hears of an order: subscribed by the API, called over HTTP, verified by the
/// library that receivers use.
@ExtendWith(SharedSuite.class)
class OutboundWebhooksEndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SHOP = "heard-shop";

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private HttpServer receiver;
  private SuiteClient client;

  private record Received(Map<String, List<String>> headers, String body) {
    String id() {
      return headers.getOrDefault("Webhook-id", List.of("")).getFirst();
    }
  }

  @BeforeEach
  void start(RunningSuite suite) throws IOException {
    client = new SuiteClient(suite.address());
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hooks",
        exchange -> {
          received.add(
              new Received(
                  Map.copyOf(exchange.getRequestHeaders()),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 503 : 204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  @Test
  void anOrderReachesASubscribedUrlSignedAndIsTriedAgainUnderTheSameId() throws Exception {
    JsonNode subscription =
        client
            .post(
                "/v1/subscriptions",
                """
                {"url": "http://127.0.0.1:%d/hooks", "event_types": ["order.committed"], "stores": ["%s"]}
                """
                    .formatted(receiver.getAddress().getPort(), SHOP))
            .body();
    String secret = subscription.path("secret").asText();
    String path = "/v1/subscriptions/" + subscription.path("id").asText();
    refusals.set(1);

    String url = connect();
    WooOrder order = WooOrder.paid("1001", "2026-11-23T11:00:00");
    assertThat(client.deliver(url, order.headers(), order.body()).status()).isEqualTo(200);

    Received refused = next();
    Received taken = next();
    String id = SHOP + "/order/1001/1";
    assertThat(List.of(refused.id(), taken.id())).containsOnly(id);
    assertThat(taken.body()).isEqualTo(refused.body());
    verify(secret, refused);
    verify(secret, taken);
    assertThat(
            EventJson.read("order.committed", taken.body())
                .orElseThrow()
                .detail()
                .metadata()
                .eventId())
        .isEqualTo(id);

    assertThat(client.post(path + "/test", "").status()).isEqualTo(202);
    assertThat(next().body()).contains("\"type\":\"webhook.test\"");

    assertThat(
            client
                .post(
                    path + "/replay",
                    "{\"from\": \"2026-01-01\", \"store\": \"%s\", \"order\": \"1001\"}"
                        .formatted(SHOP))
                .status())
        .isEqualTo(202);
    Received again = next();
    assertThat(again.id()).isEqualTo(id);
    assertThat(again.body()).contains("\"replay\":true");
    verify(secret, again);

    JsonNode first = client.get(path + "/attempts?limit=100").body().path("items");
    assertThat(first.findValuesAsText("status")).contains("503", "204");
    client.delete(path);
  }

  private Received next() throws InterruptedException {
    return Optional.ofNullable(received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("the URL received nothing within " + PATIENCE));
  }

  private static void verify(String secret, Received request)
      throws EmptyWebhookSecretException, WebhookVerificationException {
    new Webhook(secret).verify(request.body(), request.headers());
  }

  private String connect() {
    SuiteClient.Answer answer =
        client.post(
            "/v1/stores",
            """
            {"store_id": "%s", "platform": "woocommerce", "base_url": "https://shop.example",
             "credentials": {"webhook_secret": "%s"}}
            """
                .formatted(SHOP, WooOrder.SECRET));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body().at("/webhook/url").asText();
  }
}
