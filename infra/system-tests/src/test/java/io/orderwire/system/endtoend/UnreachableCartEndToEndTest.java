package io.orderwire.system.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An order whose cart cannot be asked is held and not acted upon, and committed once the cart is
/// back.
@ExtendWith(SharedSuite.class)
class UnreachableCartEndToEndTest {
  private static final String STORE = "away-shop";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration COMEBACK = Duration.ofMinutes(3);

  @Test
  void theOrderIsHeldAsObservedUntilTheCartConfirmsIt(RunningSuite suite) throws IOException {
    int port = freePort();
    WooOrder order = WooOrder.paid("4001", "2026-11-23T11:00:00");
    try (BusListener bus = new BusListener(suite.address(), 0)) {
      SuiteClient client = new SuiteClient(suite.address());
      String url = connect(client, port);
      assertThat(client.deliver(url, order.headers(), order.body()).status()).isEqualTo(200);
      JsonNode first = bus.await(PATIENCE, BusListener.ofOrder(STORE, "4001"));
      assertThat(first.path("detail-type").asText()).isEqualTo("order.pending");
      assertThat(first.at("/detail/data/order/commitment/state").asText()).isEqualTo("observed");

      HttpServer cart = cart(port, order);
      try {
        JsonNode second =
            bus.await(
                COMEBACK,
                BusListener.ofOrder(STORE, "4001").and(BusListener.ofType("order.committed")));
        assertThat(second.at("/detail/data/order/source/read").asText()).isEqualTo("fetched");
        assertThat(second.at("/detail/metadata/sequence").asInt()).isEqualTo(2);
      } finally {
        cart.stop(0);
      }
    }
  }

  private static String connect(SuiteClient client, int port) {
    SuiteClient.Answer answer =
        client.post(
            "/v1/stores",
            """
            {"store_id": "%s", "platform": "woocommerce", "name": "Away", "base_url": "http://127.0.0.1:%d",
             "credentials": {"consumer_key": "ck_0123456789abcdef0123456789abcdef01234567",
               "consumer_secret": "cs_0123456789abcdef0123456789abcdef01234567", "webhook_secret": "%s"}}
            """
                .formatted(STORE, port, WooOrder.SECRET));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body().at("/webhook/url").asText();
  }

  private static HttpServer cart(int port, WooOrder order) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          answer(
              exchange,
              path.endsWith("/orders/" + order.id())
                  ? order.body()
                  : "[]".getBytes(StandardCharsets.UTF_8));
        });
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
