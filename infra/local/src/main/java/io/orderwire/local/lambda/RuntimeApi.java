package io.orderwire.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderwire.local.endpoint.Json;
import io.orderwire.local.endpoint.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Lambda's Runtime API for one execution environment: hands it one invocation at a time and takes
/// its answer.
///
/// Source: Lambda developer guide, "Using the Lambda runtime API".
final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime/";

  /// An invocation on its way.
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Invocation(
      String requestId,
      byte[] payload,
      Instant deadline,
      String traceId,
      CompletableFuture<InvocationResult> result) {
    static Invocation of(byte[] payload, Instant deadline, String traceId) {
      return new Invocation(
          UUID.randomUUID().toString(), payload, deadline, traceId, new CompletableFuture<>());
    }
  }

  private final HttpServer server;
  private final String functionArn;
  private final LinkedBlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable Invocation> current = new AtomicReference<>();
  private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();

  private RuntimeApi(HttpServer server, String functionArn) {
    this.server = server;
    this.functionArn = functionArn;
  }

  static RuntimeApi start(String functionArn) {
    HttpServer server = LoopbackServer.bind(0, "Lambda runtime API");
    RuntimeApi api = new RuntimeApi(server, functionArn);
    server.createContext(VERSION, api::handle);
    server.start();
    return api;
  }

  /// `host:port`, as `AWS_LAMBDA_RUNTIME_API` has it.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Completes when the function has started and asks for work; fails when its start failed.
  CompletableFuture<@Nullable Void> ready() {
    return ready;
  }

  void offer(Invocation invocation) {
    waiting.add(invocation);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(VERSION.length());
      if (path.equals("invocation/next")) {
        next(exchange);
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (path.substring(path.lastIndexOf('/') + 1)) {
        case "response" -> finish(path, new InvocationResult.Answered(body));
        case "error" -> {
          if (path.equals("init/error")) {
            InvocationResult.Failed failure = failure(body);
            ready.completeExceptionally(
                new FunctionStartFailure(failure.type() + ": " + failure.message()));
          } else {
            finish(path, failure(body));
          }
        }
        default -> {
          exchange.sendResponseHeaders(404, -1);
          return;
        }
      }
      accepted(exchange);
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    ready.complete(null);
    try {
      Invocation invocation = waiting.take();
      current.set(invocation);
      exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
      exchange
          .getResponseHeaders()
          .set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
      exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
      exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", invocation.traceId());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, invocation.payload().length);
      exchange.getResponseBody().write(invocation.payload());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void finish(String path, InvocationResult result) {
    Invocation invocation = current.get();
    if (invocation != null && path.contains(invocation.requestId())) {
      current.set(null);
      invocation.result().complete(result);
    }
  }

  private static InvocationResult.Failed failure(byte[] body) {
    try {
      var error = Json.parse(body);
      return new InvocationResult.Failed(
          error.path("errorType").asText("Error"), error.path("errorMessage").asText(""));
    } catch (IOException _) {
      return new InvocationResult.Failed("Error", new String(body, StandardCharsets.UTF_8));
    }
  }

  private static void accepted(HttpExchange exchange) throws IOException {
    byte[] body = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(202, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
