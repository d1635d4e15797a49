package io.orderwire.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderwire.local.endpoint.DataFolder;
import io.orderwire.local.endpoint.Json;
import io.orderwire.local.endpoint.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The suite's side is a store API of few words that keeps stores from one run to the next, as an
/// emulator does.
class SimulatedShopsTest {
  private static final Settings.ShopSettings PLAIN = new Settings.ShopSettings("seed=1", 1);

  private final HttpServer server;
  private final Map<String, ObjectNode> stores = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private boolean credentialsAreReadable = true;

  SimulatedShopsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/stores", this::answer);
    server.createContext("/v1/platforms", this::keep);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String id = path.replace("/v1/stores", "").replaceFirst("/", "").replace("/poll", "");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(exchange.getRequestMethod() + " " + path.replace("/v1/stores", ""));
    int status =
        switch (exchange.getRequestMethod()) {
          case "GET" -> stores.containsKey(id) ? 200 : 404;
          case "DELETE" -> stores.remove(id) == null ? 404 : 204;
          case "PATCH" -> credentialsAreReadable ? changed(id, body) : 502;
          default -> path.endsWith("/poll") ? 202 : added(body);
        };
    String shown = id.isEmpty() ? Json.parse(body).path("store_id").asText() : id;
    byte[] answer =
        stores.getOrDefault(shown, Json.object()).toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, status == 204 ? -1 : answer.length);
    if (status != 204) {
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  private synchronized void keep(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean whole = Json.parse(body).has("client_id") && Json.parse(body).has("client_secret");
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    exchange.sendResponseHeaders(whole ? 204 : 422, -1);
    exchange.close();
  }

  private int added(String body) throws IOException {
    ObjectNode store = (ObjectNode) Json.parse(body);
    String id = store.path("store_id").asText();
    if (stores.containsKey(id)) {
      return 409;
    }
    store.putObject("webhook").put("url", "http://127.0.0.1:1/webhooks/" + id);
    stores.put(id, store.put("state", "active"));
    return 201;
  }

  private ObjectNode store(String id) {
    return Optional.ofNullable(stores.get(id)).orElseThrow();
  }

  private int changed(String id, String body) throws IOException {
    store(id).setAll((ObjectNode) Json.parse(body));
    return 200;
  }

  /// A run with a data folder of its own, whose shops are at other addresses than before.
  private Map<String, String> addressesOfARun() {
    return addressesOfARun(PLAIN);
  }

  private Map<String, String> addressesOfARun(Settings.ShopSettings settings) {
    asked.clear();
    URI api = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    Map<String, String> addresses = new TreeMap<>();
    try (DataFolder data = DataFolder.temporary();
        SimulatedShops shops = SimulatedShops.start(api, Ports.of(data), settings)) {
      shops
          .list()
          .forEach(
              shop -> addresses.put(shop.path("store_id").asText(), shop.path("url").asText()));
    }
    return addresses;
  }

  private void areConnectedAt(Map<String, String> addresses) {
    assertThat(stores.keySet()).isEqualTo(addresses.keySet());
    addresses.forEach(
        (id, address) ->
            assertThat(store(id).path("base_url").asText()).as(id).startsWith(address));
  }

  @Test
  void newStoresAreConnected() {
    areConnectedAt(addressesOfARun());
    assertThat(asked).contains("GET /demo-shopify", "POST ").doesNotContain("POST /demo-shopify");
    assertThat(asked.stream().filter(each -> each.startsWith("PUT")))
        .containsExactlyInAnyOrder(
            "PUT /v1/platforms/shopify/app", "PUT /v1/platforms/bigcommerce/app");
  }

  @Test
  void storesOfAnotherRunAreConnectedToTheShopsOfThisOne() {
    addressesOfARun();
    store("demo-shopify").put("state", "parked");
    areConnectedAt(addressesOfARun());
    assertThat(asked)
        .contains("PATCH /demo-shopify", "POST /demo-shopify/poll")
        .doesNotContain("POST ", "DELETE /demo-shopify");
    assertThat(store("demo-shopify").path("state").asText()).isEqualTo("active");
  }

  @Test
  void storesWhoseCredentialsNobodyCanReadAreConnectedAnew() {
    addressesOfARun();
    credentialsAreReadable = false;
    areConnectedAt(addressesOfARun());
    assertThat(asked).contains("DELETE /demo-shopify", "POST ");
  }

  @Test
  void storesOfAnAccountShareAnAddressAndAKeyAndEachHasItsOwnAdmin() {
    Map<String, String> addresses = addressesOfARun(new Settings.ShopSettings("seed=1", 2));
    assertThat(addresses.keySet()).isEqualTo(stores.keySet()).contains("demo-woocommerce");
    assertThat(addresses).doesNotContainKey("demo-woocommerce-2");
    assertThat(addresses.get("demo-api2cart-2")).isEqualTo(addresses.get("demo-api2cart") + "/2");
    ObjectNode first = store("demo-api2cart");
    ObjectNode second = store("demo-api2cart-2");
    assertThat(second.path("base_url")).isEqualTo(first.path("base_url"));
    assertThat(second.at("/credentials/api_key")).isEqualTo(first.at("/credentials/api_key"));
    assertThat(second.at("/credentials/store_key"))
        .isNotEqualTo(first.at("/credentials/store_key"));
    assertThat(second.path("name").asText()).isEqualTo("Simulated api2cart-2 shop");
  }
}
