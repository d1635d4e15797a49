package io.orderwire.local.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// A service that speaks AWS's JSON 1.1 protocol: `POST /` with the operation in `X-Amz-Target`.
/// Signatures are not checked; it listens on loopback only.
///
/// Source: Smithy "AWS JSON 1.1 protocol".
final class JsonEndpoint implements AutoCloseable {
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private final HttpServer server;
  private final String prefix;
  private final Map<String, Function<ObjectNode, JsonNode>> operations;

  private JsonEndpoint(
      HttpServer server, String prefix, Map<String, Function<ObjectNode, JsonNode>> operations) {
    this.server = server;
    this.prefix = prefix;
    this.operations = operations;
  }

  /// @param prefix what stands before the operation in `X-Amz-Target`, for example `AWSEvents.`
  static JsonEndpoint start(
      int port, String prefix, Map<String, Function<ObjectNode, JsonNode>> operations) {
    HttpServer server = LoopbackServer.bind(port, prefix + "* endpoint");
    JsonEndpoint endpoint = new JsonEndpoint(server, prefix, Map.copyOf(operations));
    server.createContext("/", endpoint::handle);
    server.start();
    return endpoint;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      try {
        answer(exchange, 200, call(target == null ? "" : target, body));
      } catch (AwsFault fault) {
        answer(exchange, 400, fault(fault.code(), fault.getMessage()));
      } catch (RuntimeException fault) {
        answer(exchange, 500, fault("InternalFailure", String.valueOf(fault.getMessage())));
      }
    }
  }

  private JsonNode call(String target, byte[] body) throws IOException {
    Function<ObjectNode, JsonNode> operation =
        target.startsWith(prefix) ? operations.get(target.substring(prefix.length())) : null;
    if (operation == null) {
      throw new AwsFault(
          "UnknownOperationException", "not available on one machine: '" + target + "'");
    }
    try {
      if ((body.length == 0 ? Json.object() : Json.parse(body)) instanceof ObjectNode request) {
        return operation.apply(request);
      }
      throw new AwsFault("SerializationException", "the request must be a JSON object");
    } catch (JsonProcessingException e) {
      throw new AwsFault("SerializationException", e.getOriginalMessage());
    }
  }

  private static ObjectNode fault(String code, @org.jspecify.annotations.Nullable String message) {
    return Json.object().put("__type", code).put("message", message);
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = Json.bytes(body);
    exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
