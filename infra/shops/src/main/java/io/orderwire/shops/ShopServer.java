package io.orderwire.shops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Simulated shops behind HTTP on loopback: their platform's own API, and for each shop `/_admin/…`
/// for the merchant's side ([AdminApi] lists the calls). It is one shop, or as many of one account
/// as are asked for: these share the API's address, and the admin of the second is at
/// `/2/_admin/…`.
///
/// Plain http: a WooCommerce shop then takes OAuth 1.0a only, as a real one does. Webhooks leave in
/// a thread of their own. With [Options#tradeEvery()] the shops trade by themselves.
///
/// State is in memory. A shop that is started again is empty and gives other ids than before, as
/// they start from the clock unless [ShopSettings#firstId()] fixes them.
public final class ShopServer implements AutoCloseable {

  /// How shops are served.
  ///
  /// @param stores how many; more than one where the platform has accounts
  /// @param port on 127.0.0.1; 0 for any free one
  /// @param settings changes the platform's usual settings, which know the address already
  /// @param seed of everything random but the faults
  /// @param tradeEvery how often something happens by itself; absent for never
  /// @param sending told of each answer of the platform's API before it leaves, while the call is
  ///     under way
  public record Options(
      Platform platform,
      int stores,
      int port,
      UnaryOperator<ShopSettings> settings,
      long seed,
      Optional<Duration> tradeEvery,
      Consumer<ShopReply> sending) {

    /// @throws IllegalArgumentException for several stores where the platform has no accounts
    public Options {
      if (stores != 1 && (stores < 1 || platform.cart().account().isEmpty())) {
        throw new IllegalArgumentException(
            "%d stores of %s behind one address".formatted(stores, platform.id()));
      }
    }

    /// A quiet shop with the platform's usual settings, at any free port.
    public static Options of(Platform platform) {
      return new Options(
          platform, 1, 0, UnaryOperator.identity(), 1, Optional.empty(), reply -> {});
    }
  }

  private static final Duration POST_TIMEOUT = Duration.ofSeconds(60);

  private final HttpServer http;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final ExecutorService executor;
  private final Options options;
  private final Account account;
  private final List<ServedShop> shops = new ArrayList<>();

  private ShopServer(
      HttpServer http, ExecutorService executor, Options options, InstantSource clock) {
    this.http = http;
    this.executor = executor;
    this.options = options;
    SimulatedCart cart = options.platform().cart();
    this.account = cart.account().orElse(cart::open);
    String baseUrl = "http://127.0.0.1:" + http.getAddress().getPort();
    ShopSettings settings = options.settings().apply(cart.settings(baseUrl));
    SplittableRandom root = new SplittableRandom(options.seed());
    shops.add(served("", settings, clock, root));
    for (int store = 2; store <= options.stores(); store++) {
      shops.add(served("/" + store, another(settings, store), clock, root));
    }
  }

  /// The same account's key, and a secret of its own.
  private static ShopSettings another(ShopSettings settings, int store) {
    String secret = Signature.md5Hex(settings.secret(), "store " + store);
    return settings.withCredentials(settings.key(), secret, settings.webhookSecret());
  }

  private ServedShop served(
      String path, ShopSettings settings, InstantSource clock, SplittableRandom root) {
    Shop shop = account.open(settings, clock, root.split());
    ShopClerk clerk =
        new ShopClerk(shop, new Trader(shop, root.split()), options.tradeEvery(), clock);
    AdminApi admin = new AdminApi(shop, root.split(), clerk.log(), clerk::trade);
    return new ServedShop(path, settings, clerk, admin);
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
    server.shops.forEach(ServedShop::start);
    return server;
  }

  /// All that are served, in the order in which they were opened.
  public List<ServedShop> shops() {
    return List.copyOf(shops);
  }

  /// The first, and mostly only, one.
  public ServedShop shop() {
    return shops.getFirst();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      ShopRequest request = read(exchange);
      Optional<ShopReply> administered =
          shops.stream().flatMap(shop -> shop.administer(request).stream()).findFirst();
      if (administered.isPresent()) {
        send(exchange, request, administered.get());
        return;
      }
      Shop.Call call = asked(request).begin(request);
      try {
        ShopReply reply = call.post().map(post -> sent(post, call.reply())).orElse(call.reply());
        options.sending().accept(reply);
        send(exchange, request, reply);
      } finally {
        call.end().run();
      }
    }
  }

  /// Nothing of the shop is held meanwhile: who gets it may call the shop before answering.
  private ShopReply sent(Shop.Post post, ShopReply unanswered) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(post.address()))
              .timeout(POST_TIMEOUT)
              .header("Content-Type", "application/json;charset=UTF-8")
              .POST(HttpRequest.BodyPublishers.ofByteArray(post.body()))
              .build();
      return post.then()
          .apply(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    } catch (IOException | IllegalArgumentException nobody) {
      return unanswered;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return unanswered;
    }
  }

  /// Whom nobody knows, the first shop refuses.
  private ServedShop asked(ShopRequest request) {
    return account
        .meant(request)
        .flatMap(meant -> shops.stream().filter(shop -> shop.is(meant)).findFirst())
        .orElseGet(shops::getFirst);
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
    shops.forEach(ServedShop::close);
    http.stop(0);
    executor.shutdownNow();
    client.shutdownNow();
  }
}
