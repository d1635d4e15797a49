package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.Store;
import io.orderwire.storeapi.Api.Answer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// People sign in to the console in a browser: `infra/checks/console/sign-in.mjs` is the issuer and
/// the authorizer before the API, and says what it looks at. Skipped where Node, npm or Chromium is
/// missing.
class SignInEndToEndTest {
  private static final int MISSING = 75;
  private static final Path CHECK =
      Path.of("../../infra/checks/console/run").toAbsolutePath().normalize();

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void peopleSignInAreSignedOutAndSignInAgain() throws IOException, InterruptedException {
    assumeTrue(
        found("node") && found("npm") && found("bash"),
        "skipped: node, npm and bash are needed to sign in to the console in a browser");
    // Another site than that of the console, which is at 127.0.0.1.
    URI issuer = URI.create("http://localhost:" + freePort());
    Api api =
        new Api(
            new ConsoleSignIn(
                Optional.of(issuer),
                Optional.of("orderwire"),
                Optional.of("console"),
                Optional.of("openid orders"),
                Optional.empty()));
    api.post(
        "/v1/stores",
        """
        {"store_id": "harbour-tea", "name": "Harbour Tea", "platform": "woocommerce",
         "base_url": "https://shop.example", "credentials": {"webhook_secret": "of-harbour-tea"}}
        """);
    park(api, issuer);
    HttpServer server = served(api);
    try {
      ObjectNode config =
          Json.codec()
              .createObjectNode()
              .put("api", "http://127.0.0.1:" + server.getAddress().getPort())
              .put("issuer", issuer.toString())
              .put("client_id", "console")
              .put("audience", "orderwire");
      Files.createDirectories(Path.of("target"));
      Path file = Path.of("target", "sign-in-check.json");
      Files.write(file, Json.bytes(config));
      Path log = Path.of("target", "sign-in-check.log");
      Process process =
          new ProcessBuilder(CHECK.toString(), file.toString(), "target/console", "sign-in")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      int status = process.waitFor();
      String said = Files.readString(log, StandardCharsets.UTF_8);
      assumeTrue(status != MISSING, "skipped: " + said);
      assertThat(status).as(said).isZero();
      assertThat(said).contains("a renewed sign-in goes on where it stopped");
    } finally {
      server.stop(0);
    }
  }

  /// A store whose shop refuses the keys that it was given.
  private static void park(Api api, URI shop) {
    api.post(
        "/v1/stores",
        """
        {"store_id": "parked-tea", "name": "Parked Tea", "platform": "woocommerce",
         "base_url": "%s", "options": {"webhooks": "by_hand"},
         "credentials": {"consumer_key": "ck_0123", "consumer_secret": "cs_0123"}}
        """
            .formatted(shop));
    Store store = api.stores.get(new StoreId("parked-tea")).orElseThrow();
    api.stores.update(
        store.withState(
            Store.State.PARKED,
            Optional.of(
                new Store.Health("unauthorized", "keys are refused", "give others", Api.NOON))));
  }

  /// The API as the gateway asks it, without an authorizer.
  private static HttpServer served(Api api) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer(exchange, api.ask(event(exchange)));
          }
        });
    server.start();
    return server;
  }

  private static APIGatewayV2HTTPEvent event(HttpExchange exchange) throws IOException {
    URI asked = exchange.getRequestURI();
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name, String.join(",", values)));
    headers.put("X-Forwarded-Proto", "http");
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    event.setRawPath(asked.getRawPath());
    event.setRawQueryString(Optional.ofNullable(asked.getRawQuery()).orElse(""));
    event.setHeaders(headers);
    event.setBody(Base64.getEncoder().encodeToString(exchange.getRequestBody().readAllBytes()));
    event.setIsBase64Encoded(true);
    RequestContext.Http http = new RequestContext.Http();
    http.setMethod(exchange.getRequestMethod());
    RequestContext context = new RequestContext();
    context.setHttp(http);
    context.setDomainName(exchange.getRequestHeaders().getFirst("X-Forwarded-Host"));
    event.setRequestContext(context);
    return event;
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean found(String program) {
    List<String> path =
        Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
    return path.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
