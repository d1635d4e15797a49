package io.orderwire.shops.api2cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.AdminOrder;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.ServedShop;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopServer;
import io.orderwire.shops.TestShops;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Three stores of an account behind one address. Calls that are let in are under way until the
/// test lets them go.
class AccountServerTest {
  private static final int MANY = 1000;
  private static final long SECONDS = 20;
  private final Semaphore underWay = new Semaphore(0);
  private final Semaphore ends = new Semaphore(0);
  private final HttpClient client = HttpClient.newHttpClient();
  private final ShopServer server = started(Optional.empty());
  private final ServedShop north = server.shops().get(0);
  private final ServedShop south = server.shops().get(1);
  private final ServedShop west = server.shops().get(2);

  AccountServerTest() throws IOException {}

  private ShopServer started(Optional<Duration> tradeEvery) throws IOException {
    return ShopServer.start(
        new ShopServer.Options(
            Platform.API2CART, 3, 0, settings -> settings, 1, tradeEvery, this::hold));
  }

  private void hold(ShopReply reply) {
    if (TestShops.json(reply).path("return_code").asInt() == 0) {
      underWay.release();
      ends.acquireUninterruptibly();
    }
  }

  @AfterEach
  void close() {
    ends.release(MANY);
    server.close();
    client.close();
  }

  @Test
  void theStoreKeyInTheQueryChoosesTheStoreAndEachHasItsOwnAdmin() throws Exception {
    ends.release(MANY);
    for (ServedShop shop : List.of(north, south, south)) {
      shop.act(new Action.Place(Scenario.GUEST.purchase(new SplittableRandom(7))));
    }
    Set<String> addresses = new HashSet<>();
    Set<String> urls = new HashSet<>();
    for (ServedShop shop : server.shops()) {
      List<String> ids = shop.orders().stream().map(AdminOrder::id).toList();
      assertThat(ids(get(shop.url() + "/_admin/orders"))).isEqualTo(ids);
      assertThat(ids(orders(shop).get(SECONDS, TimeUnit.SECONDS).at("/result/order")))
          .isEqualTo(ids);
      addresses.add(shop.address());
      urls.add(shop.url());
      assertThat(shop.settings().key()).isEqualTo(north.settings().key());
    }
    assertThat(List.of(north.orders().size(), south.orders().size(), west.orders().size()))
        .containsExactly(1, 2, 0);
    assertThat(addresses).hasSize(1);
    assertThat(urls).hasSize(3);
    JsonNode nobodys =
        get(north.address() + "/order.list.json?store_key=x&api_key=" + north.settings().key());
    assertThat(nobodys.path("return_code").asInt()).isEqualTo(101);
  }

  @Test
  void theSixthCallAtOnceToAStoreIsRefusedUntilOneHasEnded() throws Exception {
    List<CompletableFuture<JsonNode>> five = begin(north, 5);
    assertThat(orders(north).get(SECONDS, TimeUnit.SECONDS))
        .isEqualTo(TestShops.json(HubReplies.refused(7, "Store request limit exceeded")));
    List<CompletableFuture<JsonNode>> elsewhere = begin(south, 1);
    assertThat(five).noneMatch(CompletableFuture::isDone);
    letInAgain(north, five, elsewhere);
  }

  @Test
  void theEleventhCallAtOnceOfTheAccountIsRefusedWhateverItsStore() throws Exception {
    List<CompletableFuture<JsonNode>> north5 = begin(north, 5);
    List<CompletableFuture<JsonNode>> south5 = begin(south, 5);
    assertThat(orders(west).get(SECONDS, TimeUnit.SECONDS))
        .isEqualTo(TestShops.json(HubReplies.refused(10, "Account request limit exceeded")));
    letInAgain(west, north5, south5);
  }

  @Test
  void eachStoreIsPausedByItself() throws Exception {
    ends.release(MANY);
    try (ShopServer trading = started(Optional.of(Duration.ofMillis(5)))) {
      ServedShop first = trading.shops().get(0);
      ServedShop second = trading.shops().get(1);
      waitForOrders(second, 5);
      post(second.url() + "/_admin/pause");
      JsonNode paused = get(second.url() + "/_admin/orders");
      waitForOrders(first, first.orders().size() + 5);
      assertThat(get(second.url() + "/_admin/orders")).isEqualTo(paused);
    }
  }

  /// Calls that are under way when this returns.
  private List<CompletableFuture<JsonNode>> begin(ServedShop shop, int number) throws Exception {
    List<CompletableFuture<JsonNode>> calls = new ArrayList<>();
    for (int call = 0; call < number; call++) {
      calls.add(orders(shop));
    }
    assertThat(underWay.tryAcquire(number, SECONDS, TimeUnit.SECONDS)).isTrue();
    return calls;
  }

  @SafeVarargs
  private void letInAgain(ServedShop shop, List<CompletableFuture<JsonNode>>... held)
      throws Exception {
    ends.release(MANY);
    for (List<CompletableFuture<JsonNode>> calls : held) {
      for (CompletableFuture<JsonNode> call : calls) {
        assertThat(call.get(SECONDS, TimeUnit.SECONDS).path("return_code").asInt()).isZero();
      }
    }
    // a call ends after its answer is out
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (orders(shop).get(SECONDS, TimeUnit.SECONDS).path("return_code").asInt() != 0) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  private static void waitForOrders(ServedShop shop, int number) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (shop.orders().size() < number) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private CompletableFuture<JsonNode> orders(ServedShop shop) {
    String keys = "?api_key=" + shop.settings().key() + "&store_key=" + shop.settings().secret();
    URI address = URI.create(shop.address() + "/order.list.json" + keys + "&params=force_all");
    return client
        .sendAsync(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(200);
              return TestShops.json(answer.body());
            });
  }

  private static List<String> ids(JsonNode orders) {
    List<String> ids = new ArrayList<>();
    orders.forEach(order -> ids.add(order.path("id").asText()));
    return ids;
  }

  private JsonNode get(String url) throws Exception {
    return answer(HttpRequest.newBuilder(URI.create(url)).build());
  }

  private void post(String url) throws Exception {
    answer(
        HttpRequest.newBuilder(URI.create(url))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build());
  }

  private JsonNode answer(HttpRequest request) throws Exception {
    return TestShops.json(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
  }
}
