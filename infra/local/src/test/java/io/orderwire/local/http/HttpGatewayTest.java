package io.orderwire.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderwire.local.lambda.InvocationResult;
import io.orderwire.local.source.Invoker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the gateway lets in.
class HttpGatewayTest {
  private static final byte[] OK = "{\"statusCode\": 200}".getBytes(StandardCharsets.UTF_8);

  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> get(HttpServer server, String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aRouteThatIsAskedTooMuchSaysSoAndTheOthersGoOn() throws Exception {
    HttpServer server = HttpGateway.bind(0);
    Invoker function = (event, traceId) -> new InvocationResult.Answered(OK);
    List<Route> routes =
        List.of(
            // one token in eleven days: none comes back while the test runs
            Route.parse("GET /busy", "F", false).limitedTo(new RouteLimit(0.000_001, 3)),
            Route.parse("GET /calm", "F", false).limitedTo(new RouteLimit(0.000_001, 1)));
    try (HttpGateway _ =
        HttpGateway.start(server, routes, Map.of("F", function), HttpExchange::close)) {
      for (int each = 0; each < 3; each++) {
        assertThat(get(server, "/busy").statusCode()).isEqualTo(200);
      }
      HttpResponse<String> refused = get(server, "/busy");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
      assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
      assertThat(refused.body()).contains(":too-many-requests", "Too Many Requests");
      assertThat(get(server, "/calm").statusCode()).isEqualTo(200);
    }
  }
}
