package io.orderwire.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.orderwire.local.endpoint.LoopbackServer;
import io.orderwire.local.lambda.InvocationResult;
import io.orderwire.local.lambda.TraceId;
import io.orderwire.local.source.Invoker;
import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The HTTP API: loopback only, payload format 2.0, 10 MB at most.
///
/// Each route lets in as many requests as its stage says.
///
/// Authorizers are not enforced here. What stands behind one is served to programs on this machine
/// only: the request must name this machine as its host and must not come from a page of another
/// site, so that a web page open in a browser cannot use it.
public final class HttpGateway implements AutoCloseable {
  private static final int MOST_BYTES = 10 * 1024 * 1024;

  private final HttpServer server;
  private final List<Route> routes;
  private final Map<String, Invoker> functions;
  private final Map<String, TokenBucket> buckets = new TreeMap<>();
  private final RequestEvent events = new RequestEvent(Clock.systemUTC());

  private HttpGateway(HttpServer server, List<Route> routes, Map<String, Invoker> functions) {
    this.server = server;
    this.routes = routes.stream().sorted(Comparator.comparing(Route::precedence)).toList();
    this.functions = Map.copyOf(functions);
    for (Route route : routes) {
      route
          .limit()
          .ifPresent(limit -> buckets.put(route.key(), new TokenBucket(limit, System::nanoTime)));
    }
  }

  /// Binds the port; nothing is served before {@link #start}.
  public static HttpServer bind(int port) {
    return LoopbackServer.bind(port, "HTTP API");
  }

  /// Serves the routes and what is local.
  ///
  /// @param server bound before, so that a busy port is known before anything else starts
  /// @param functions by logical id
  /// @param local what is served under `/local/`
  public static HttpGateway start(
      HttpServer server, List<Route> routes, Map<String, Invoker> functions, HttpHandler local) {
    HttpGateway gateway = new HttpGateway(server, routes, functions);
    server.createContext("/", gateway::handle);
    server.createContext("/local/", exchange -> gateway.guarded(exchange, local));
    server.start();
    return gateway;
  }

  private void guarded(HttpExchange exchange, HttpHandler local) throws IOException {
    if (isFromThisMachine(exchange)) {
      local.handle(exchange);
      return;
    }
    try (exchange) {
      respond(
          exchange, FunctionAnswer.message(403, "only programs on this machine are served here"));
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      FunctionAnswer answer;
      try {
        answer = body.length > MOST_BYTES ? tooLarge(exchange) : answer(exchange, body);
      } catch (IllegalArgumentException _) {
        answer = FunctionAnswer.message(400, "Bad Request");
      }
      respond(exchange, answer);
    }
  }

  private static FunctionAnswer tooLarge(HttpExchange exchange) {
    exchange.getResponseHeaders().set("Connection", "close");
    return FunctionAnswer.message(413, "Request Entity Too Large");
  }

  private record Match(Route route, Map<String, String> variables) {}

  private FunctionAnswer answer(HttpExchange exchange, byte[] body) {
    Optional<Match> match = match(exchange);
    if (match.isEmpty()) {
      return FunctionAnswer.message(404, "Not Found");
    }
    Route route = match.get().route();
    TokenBucket bucket = buckets.get(route.key());
    if (bucket != null && !bucket.take()) {
      return FunctionAnswer.TOO_MANY;
    }
    if (route.isGuarded() && !isFromThisMachine(exchange)) {
      return FunctionAnswer.message(403, "Forbidden");
    }
    String traceId =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amzn-Trace-Id"))
            .orElseGet(TraceId::create);
    byte[] event = events.of(exchange, body, route, match.get().variables(), traceId);
    Invoker function = functions.get(route.functionId());
    if (function == null) {
      return FunctionAnswer.BROKEN;
    }
    return switch (function.invoke(event, traceId)) {
      case InvocationResult.Answered(byte[] payload) -> FunctionAnswer.of(payload);
      case InvocationResult.Failed failure ->
          failure.type().equals("Sandbox.Timedout")
              ? FunctionAnswer.message(503, "Service Unavailable")
              : FunctionAnswer.BROKEN;
    };
  }

  private Optional<Match> match(HttpExchange exchange) {
    List<String> segments = Route.segmentsOf(exchange.getRequestURI().getRawPath());
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.match(exchange.getRequestMethod(), segments);
      if (variables.isPresent()) {
        return Optional.of(new Match(route, variables.get()));
      }
    }
    return Optional.empty();
  }

  private static boolean isFromThisMachine(HttpExchange exchange) {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    String origin = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Origin")).orElse("");
    String site =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Sec-Fetch-Site")).orElse("");
    return isLoopback(host)
        && (origin.isEmpty() || isLoopback(origin.replaceFirst("^https?://", "")))
        && !site.equals("cross-site");
  }

  private static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "");
    return name.equals("127.0.0.1") || name.equals("localhost") || name.equals("[::1]");
  }

  private static void respond(HttpExchange exchange, FunctionAnswer answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    answer.cookies().forEach(cookie -> exchange.getResponseHeaders().add("Set-Cookie", cookie));
    // Its own framing: what the function says about it would contradict the server.
    exchange.getResponseHeaders().remove("Content-Length");
    exchange.getResponseHeaders().remove("Transfer-Encoding");
    boolean bodiless =
        exchange.getRequestMethod().equals("HEAD")
            || answer.status() == 204
            || answer.status() == 304;
    exchange.sendResponseHeaders(
        answer.status(), bodiless || answer.body().length == 0 ? -1 : answer.body().length);
    if (!bodiless && answer.body().length > 0) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
