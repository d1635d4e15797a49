package io.orderwire.shops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A shop over real HTTP: a merchant sets the webhook's address, a buyer buys, the webhook arrives
/// signed.
class ShopServerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Received(Map<String, String> headers, byte[] body) {}

  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#telling")
  void placedOrdersArriveSigned(Platform platform) throws Exception {
    BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    HttpServer receiver = receiver(received);
    try (ShopServer server = ShopServer.start(ShopServer.Options.of(platform))) {
      ServedShop shop = server.shop();
      String address = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
      post(shop, "webhook", "{\"url\":\"" + address + "\",\"secret\":\"geheim\"}");
      String id = post(shop, "place", "{\"scenario\":\"bundle\"}").path("id").asText();
      Dialect dialect = Dialects.of(platform);
      Received delivery = awaitOrder(received, dialect, id);
      assertThat(dialect.isSigned("geheim", delivery.headers(), delivery.body())).isTrue();
      awaitDelivery(shop);
    } finally {
      receiver.stop(0);
    }
  }

  @ParameterizedTest
  @EnumSource(Platform.class)
  void merchantsSeeAndMoveOrders(Platform platform) throws Exception {
    try (ShopServer server = ShopServer.start(ShopServer.Options.of(platform))) {
      ServedShop shop = server.shop();
      String id = post(shop, "place", "{\"scenario\":\"bundle\"}").path("id").asText();
      JsonNode listed = get(shop, "orders");
      assertThat(listed).hasSize(1);
      assertThat(listed.path(0).path("id").asText()).isEqualTo(id);
      assertThat(listed.path(0).properties().stream().map(Map.Entry::getKey))
          .containsExactly("id", "grand_total", "currency", "refunded_total", "status", "draft");
      assertThat(post(shop, "ship", "{\"order\":\"" + id + "\"}").path("id").asText())
          .isEqualTo(id);
      assertThat(post(shop, "ship", "{\"order\":\"" + id + "\"}").path("error").asText())
          .isNotEmpty();
      assertThat(post(shop, "pay", "{\"kind\":\"sale\"}").path("error").asText())
          .isEqualTo("order: is missing");
    }
  }

  @ParameterizedTest
  @EnumSource(Platform.class)
  void tradesByItselfUntilPaused(Platform platform) throws Exception {
    ShopServer.Options trading =
        new ShopServer.Options(
            platform,
            1,
            0,
            settings -> settings,
            3,
            Optional.of(Duration.ofMillis(5)),
            reply -> {});
    try (ShopServer server = ShopServer.start(trading)) {
      ServedShop shop = server.shop();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (shop.orders().size() < 5) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.onSpinWait();
      }
      post(shop, "pause", "{}");
      JsonNode paused = get(shop, "orders");
      assertThat(get(shop, "orders")).isEqualTo(paused);
    }
  }

  @Test
  void onlyAccountsHaveSeveralStores() {
    assertThatThrownBy(
            () ->
                new ShopServer.Options(
                    Platform.SHOPIFY, 2, 0, settings -> settings, 1, Optional.empty(), reply -> {}))
        .hasMessage("2 stores of shopify behind one address");
  }

  /// A delivery is told of once its answer is known, which is after it was received.
  private void awaitDelivery(ServedShop shop) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (get(shop, "deliveries").isEmpty()) {
      assertThat(System.nanoTime()).as("deliveries are told of").isLessThan(end);
    }
  }

  private static Received awaitOrder(BlockingQueue<Received> received, Dialect dialect, String id)
      throws InterruptedException {
    while (true) {
      Received next = received.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no webhook about order " + id);
      }
      if (next.headers().containsKey(dialect.signature())
          && TestShops.json(next.body()).at(dialect.orderId()).asText().equals(id)) {
        return next;
      }
    }
  }

  private static HttpServer receiver(BlockingQueue<Received> received) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Map<String, String> headers = new java.util.HashMap<>();
            exchange
                .getRequestHeaders()
                .forEach(
                    (name, values) ->
                        headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
            received.add(new Received(headers, exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    return server;
  }

  private JsonNode post(ServedShop shop, String what, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(shop.url() + "/_admin/" + what))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return TestShops.json(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
  }

  private JsonNode get(ServedShop shop, String what) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(shop.url() + "/_admin/" + what)).build();
    return TestShops.json(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
  }
}
