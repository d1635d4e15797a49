package io.orderwire.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Headers;
import io.orderwire.port.CartTransport.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCartTransportTest {
  private static final String SHOP = "shop.example";

  private final AtomicInteger requests = new AtomicInteger();
  private final List<String> resolved = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        task -> {
          requests.incrementAndGet();
          Thread.ofVirtual().start(task);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  @Test
  void bringsBackWhatTheCartSays() {
    on(
        "/orders",
        exchange -> {
          String question =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("X-Total", "7");
          answer(exchange, 404, question + exchange.getRequestHeaders().getFirst("Authorization"));
        });
    CartReply reply =
        transport(true)
            .exchange(
                new Request(
                    "POST",
                    shop("/orders?page=1"),
                    new Headers(Map.of("authorization", "Bearer x")),
                    Optional.of("{ü}"),
                    Duration.ofSeconds(5)));
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.headers().first("x-total")).contains("7");
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("{ü}Bearer x");
    assertThat(resolved).containsExactly(SHOP);
  }

  @Test
  void doesNotFollowRedirects() {
    on(
        "/away",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest");
          answer(exchange, 302, "");
        });
    CartReply reply = transport(true).exchange(get("/away"));
    assertThat(reply.status()).isEqualTo(302);
    assertThat(resolved).containsExactly(SHOP);
  }

  @Test
  void dialsNoPrivateAddress() {
    HttpCartTransport transport = transport(false);
    URI secure = URI.create("https://" + SHOP + ":" + server.getAddress().getPort() + "/orders");
    assertFault(transport, get(secure), Fault.Category.UNAVAILABLE);
    URI literal = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/orders");
    assertFault(transport, get(literal), Fault.Category.UNAVAILABLE);
    assertThat(resolved).containsExactly(SHOP, "127.0.0.1");
    assertThat(requests).hasValue(0);
  }

  @Test
  void callsOverHttpsOnly() {
    assertFault(transport(false), get("/orders"), Fault.Category.UNAVAILABLE);
    assertThat(resolved).isEmpty();
  }

  /// A few kilobytes that would become gigabytes.
  @Test
  void refusesABodyThatUnpacksTooLarge() {
    on(
        "/bomb",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 0);
          byte[] zeros = new byte[1024 * 1024];
          try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
            for (int megabyte = 0; megabyte < 64; megabyte++) {
              out.write(zeros);
            }
          } catch (IOException hungUp) {
            exchange.close();
          }
        });
    assertFault(transport(true), get("/bomb"), Fault.Category.MALFORMED);
  }

  @Test
  void unpacksWhatFits() {
    on(
        "/packed",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
            out.write("{}".repeat(1000).getBytes(StandardCharsets.UTF_8));
          }
        });
    assertThat(transport(true).exchange(get("/packed")).body()).hasSize(2000);
  }

  @Test
  void waitsNoLongerThanAsked() {
    on("/slow", exchange -> awaitEnd());
    Request impatient =
        new Request("GET", shop("/slow"), Headers.none(), Optional.empty(), Duration.ofMillis(200));
    assertFault(transport(true), impatient, Fault.Category.UNAVAILABLE);
  }

  @Test
  void tellsThatNobodyAnswers() {
    server.stop(0);
    assertFault(transport(true), get("/orders"), Fault.Category.UNAVAILABLE);
    assertThatThrownBy(
            () -> transport(true).exchange(get(URI.create("http://unknown.example/orders"))))
        .isInstanceOf(FaultException.class);
  }

  private void awaitEnd() {
    try {
      over.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void on(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private HttpCartTransport transport(boolean privateAllowed) {
    DnsResolver names =
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            resolved.add(host);
            if (host.equals("unknown.example")) {
              throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        };
    return new HttpCartTransport(names, privateAllowed, InstantSource.system());
  }

  private URI shop(String path) {
    return URI.create("http://" + SHOP + ":" + server.getAddress().getPort() + path);
  }

  private Request get(String path) {
    return get(shop(path));
  }

  private static Request get(URI address) {
    return new Request("GET", address, Headers.none(), Optional.empty(), Duration.ofSeconds(10));
  }

  private static void assertFault(
      HttpCartTransport transport, Request request, Fault.Category category) {
    assertThatThrownBy(() -> transport.exchange(request))
        .isInstanceOfSatisfying(
            FaultException.class,
            fault -> assertThat(fault.fault().category()).isEqualTo(category));
  }
}
