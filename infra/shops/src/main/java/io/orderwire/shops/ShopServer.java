package io.orderwire.shops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// A simulated shop behind HTTP on loopback: its platform's own API, and `/_admin/…` for the
/// merchant's side ([AdminApi] lists the calls).
///
/// Plain http: a WooCommerce shop then takes OAuth 1.0a only, as a real one does. Webhooks leave in
/// a thread of their own. With [Options#tradeEvery()] the shop trades by itself.
///
/// State is in memory. A shop that is started again is empty and gives other ids than before, as
/// they start from the clock unless [ShopSettings#firstId()] fixes them.
public final class ShopServer implements AutoCloseable {

  /// How a shop is served.
  ///
  /// @param port on 127.0.0.1; 0 for any free one
  /// @param settings changes the platform's usual settings, which know the address already
  /// @param seed of everything random but the faults
  /// @param tradeEvery how often something happens by itself; absent for never
  public record Options(
      Platform platform,
      int port,
      UnaryOperator<ShopSettings> settings,
      long seed,
      Optional<Duration> tradeEvery) {

    /// A quiet shop with the platform's usual settings, at any free port.
    public static Options of(Platform platform) {
      return new Options(platform, 0, UnaryOperator.identity(), 1, Optional.empty());
    }
  }

  private final HttpServer http;
  private final ExecutorService executor;
  private final ShopSettings settings;
  private final ShopClerk clerk;
  private final AdminApi admin;

  private ShopServer(
      HttpServer http, ExecutorService executor, Options options, InstantSource clock) {
    this.http = http;
    this.executor = executor;
    String baseUrl = "http://127.0.0.1:" + http.getAddress().getPort();
    this.settings = options.settings().apply(options.platform().cart().settings(baseUrl));
    SplittableRandom root = new SplittableRandom(options.seed());
    Shop shop = options.platform().cart().open(settings, clock, root.split());
    this.clerk = new ShopClerk(shop, new Trader(shop, root.split()), options.tradeEvery(), clock);
    this.admin = new AdminApi(shop, root.split(), clerk.log(), clerk::trade);
  }

  /// Starts serving; [#close()] ends it.
  ///
  /// @throws IOException when the port cannot be had
  public static ShopServer start(Options options) throws IOException {
    HttpServer http =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 256);
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    ShopServer server = new ShopServer(http, executor, options, InstantSource.system());
    http.setExecutor(executor);
    http.createContext("/", server::serve);
    http.start();
    server.clerk.start();
    return server;
  }

  /// Where the shop is reached, without trailing slash.
  public String url() {
    return settings.baseUrl();
  }

  /// The base address that a merchant connects.
  public String address() {
    return platform().cart().address(url());
  }

  /// Credentials included: what a merchant would copy from the admin page.
  public ShopSettings settings() {
    return settings;
  }

  public Platform platform() {
    return clerk.ask(Shop::platform);
  }

  /// Does what a buyer or a merchant does; the webhooks follow by themselves.
  public ActionResult act(Action action) {
    return clerk.ask(shop -> shop.act(action));
  }

  public java.util.List<AdminOrder> orders() {
    return clerk.ask(Shop::orders);
  }

  /// Sets where webhooks go, as `POST /_admin/webhook` does.
  public void subscribe(String address, String secret, java.util.List<String> topics) {
    clerk.ask(
        shop -> {
          shop.subscribe(address, secret, topics);
          return shop;
        });
  }

  /// What an app's configuration says, where the platform has one: see [Shop#complianceTo].
  public void complianceTo(String address) {
    clerk.ask(
        shop -> {
          shop.complianceTo(address);
          return shop;
        });
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      ShopRequest request = read(exchange);
      Shop.Call call =
          request.path().startsWith("/_admin/")
              ? Shop.Call.over(clerk.ask(shop -> admin.answer(request)))
              : clerk.ask(shop -> shop.begin(request));
      try {
        send(exchange, request, call.reply());
      } finally {
        clerk.ask(
            shop -> {
              call.end().run();
              return shop;
            });
      }
    }
  }

  private static void send(HttpExchange exchange, ShopRequest request, ShopReply reply)
      throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    boolean empty = reply.body().length == 0 || request.method().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
    if (!empty) {
      exchange.getResponseBody().write(reply.body());
    }
  }

  private static ShopRequest read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name, values.isEmpty() ? "" : values.getFirst()));
    byte[] body = exchange.getRequestBody().readAllBytes();
    return ShopRequest.of(
        exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
  }

  @Override
  public void close() {
    clerk.close();
    http.stop(0);
    executor.shutdownNow();
  }
}
