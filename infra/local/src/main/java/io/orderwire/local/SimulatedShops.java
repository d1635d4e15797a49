package io.orderwire.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.local.endpoint.Json;
import io.orderwire.local.endpoint.Ports;
import io.orderwire.local.endpoint.StartFailure;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ServedShop;
import io.orderwire.shops.ShopServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The simulated shops of a run: one of each platform, or several of one account where a platform
/// has accounts, connected as stores as any merchant would, by `POST /v1/stores`, and trading by
/// themselves. Their ports are remembered, so after a restart they are the same stores.
final class SimulatedShops implements AutoCloseable {
  // Something happens in each shop every few seconds: enough to see orders flow, little enough to
  // follow them.
  private static final Duration TRADE_EVERY = Duration.ofSeconds(2);

  private static final String DEMO = "demo-";

  private final URI api;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<ShopServer> servers = new ArrayList<>();
  private final List<Connected> shops = new ArrayList<>();

  private record Connected(String storeId, ServedShop shop) {}

  private SimulatedShops(URI api) {
    this.api = api;
  }

  /// Starts and connects them.
  ///
  /// @param api base URL of the suite, already serving
  static SimulatedShops start(URI api, Ports ports, Settings.ShopSettings settings) {
    SimulatedShops shops = new SimulatedShops(api);
    try {
      Chaos chaos = Chaos.parse(settings.chaos());
      for (Platform platform : Platform.values()) {
        int stores = platform.cart().account().isPresent() ? settings.accountStores() : 1;
        shops.open(
            new ShopServer.Options(
                platform,
                stores,
                ports.of("shop-" + platform.id()),
                shop -> shop.withChaos(chaos),
                chaos.seed(),
                Optional.of(TRADE_EVERY),
                reply -> {}));
      }
      return shops;
    } catch (IllegalArgumentException e) {
      shops.close();
      throw new StartFailure("--chaos: " + e.getMessage(), e);
    } catch (IOException e) {
      shops.close();
      throw new StartFailure("a simulated shop does not start: " + e.getMessage(), e);
    }
  }

  /// Stores of an account are `demo-api2cart`, `demo-api2cart-2`, …
  private void open(ShopServer.Options options) throws IOException {
    ShopServer server = ShopServer.start(options);
    servers.add(server);
    registerApp(server.shop());
    for (ServedShop shop : server.shops()) {
      int number = server.shops().indexOf(shop) + 1;
      connect(DEMO + options.platform().id() + (number == 1 ? "" : "-" + number), shop);
    }
  }

  /// So that more of its stores can be connected from the console by the merchant's leave alone.
  private void registerApp(ServedShop shop) throws IOException {
    Platform platform = shop.platform();
    ObjectNode app = Json.object();
    platform.cart().app(shop.settings()).forEach(app::put);
    if (app.isEmpty()) {
      return;
    }
    shop.answersAt(api.resolve("/authorizations/" + platform.id()).toString());
    HttpResponse<String> kept =
        ask("PUT", "/v1/platforms/" + platform.id() + "/app", app.toString());
    if (kept.statusCode() != 204) {
      throw new IOException("the app of %s: %s".formatted(platform.id(), kept.body()));
    }
  }

  private void connect(String storeId, ServedShop shop) throws IOException {
    shops.add(new Connected(storeId, shop));
    JsonNode store = store(storeId, shop);
    // Subscriptions are the suite's to register; only the app's configuration is the merchant's.
    shop.complianceTo(store.path("webhook").path("url").asText());
  }

  /// The store as the suite knows it; connected now when it was not. Endpoints elsewhere may keep
  /// the stores of another run, whose shops had other addresses and whose credentials were sealed
  /// by a key that is no more.
  private JsonNode store(String storeId, ServedShop shop) throws IOException {
    HttpResponse<String> known = send("GET", storeId, "");
    if (known.statusCode() == 404) {
      return connected(storeId, shop);
    }
    HttpResponse<String> changed =
        send("PATCH", storeId, reconnection(Json.parse(known.body()), shop).toString());
    if (changed.statusCode() != 200) {
      send("DELETE", storeId, "");
      return connected(storeId, shop);
    }
    // A shop that starts again has forgotten its subscriptions: the poll looks after them.
    send("POST", storeId + "/poll", "");
    return Json.parse(changed.body());
  }

  private JsonNode connected(String storeId, ServedShop shop) throws IOException {
    HttpResponse<String> created = send("POST", "", connection(storeId, shop).toString());
    if (created.statusCode() != 201) {
      throw new IOException(
          "POST /v1/stores answered " + created.statusCode() + " " + created.body());
    }
    return Json.parse(created.body());
  }

  /// The same store at the address where its shop is now. Who disabled it wants it so.
  private static ObjectNode reconnection(JsonNode known, ServedShop shop) {
    ObjectNode change = Json.object().put("base_url", shop.address());
    change.set("credentials", credentials(shop));
    return known.path("state").asText().equals("parked") ? change.put("state", "active") : change;
  }

  private static ObjectNode connection(String storeId, ServedShop shop) {
    ObjectNode store =
        Json.object()
            .put("store_id", storeId)
            .put("platform", shop.platform().id())
            .put("name", "Simulated " + storeId.substring(DEMO.length()) + " shop")
            .put("base_url", shop.address());
    store.set("credentials", credentials(shop));
    return store;
  }

  private static ObjectNode credentials(ServedShop shop) {
    ObjectNode credentials = Json.object();
    shop.platform().cart().credentials(shop.settings()).forEach(credentials::put);
    return credentials;
  }

  private HttpResponse<String> send(String method, String below, String body) throws IOException {
    return ask(method, "/v1/stores" + (below.isEmpty() ? "" : "/" + below), body);
  }

  private HttpResponse<String> ask(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve(path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// `[{"store_id", "platform", "url"}]`.
  ArrayNode list() {
    ArrayNode list = Json.object().putArray("shops");
    for (Connected connected : shops) {
      list.addObject()
          .put("store_id", connected.storeId())
          .put("platform", connected.shop().platform().id())
          .put("url", connected.shop().url());
    }
    return list;
  }

  @Override
  public void close() {
    servers.forEach(ShopServer::close);
    http.close();
  }
}
