package io.orderwire.system.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import io.orderwire.shops.Action;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.ServedShop;
import io.orderwire.shops.ShopServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A merchant is sent to the shop, agrees there and comes back: the store is connected, its
/// webhooks are registered, and its next order arrives.
@ExtendWith(SharedSuite.class)
class AuthorizationEndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST_PAGES = 6;

  private final HttpClient browser =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  @ParameterizedTest
  @EnumSource(names = {"SHOPIFY", "BIGCOMMERCE", "WOOCOMMERCE"})
  void whoAgreesAtTheShopHasConnectedIt(Platform platform, RunningSuite suite)
      throws IOException, InterruptedException {
    String store = "asked-" + platform.id();
    SuiteClient client = new SuiteClient(suite.address());
    try (ShopServer server = ShopServer.start(ShopServer.Options.of(platform));
        BusListener bus = new BusListener(suite.address(), 0)) {
      ServedShop shop = server.shop();
      registerApp(suite, shop);
      SuiteClient.Answer begun =
          client.post("/v1/stores/authorizations", Json.text(wanted(store, shop)));
      assertThat(begun.status()).as("%s", begun.body()).isEqualTo(200);

      List<URI> pages = followed(URI.create(begun.body().at("/authorization_url").asText()));
      assertThat(pages.getLast().getPath()).isEqualTo("/console/stores/" + store);
      assertThat(pages.getLast().getAuthority()).isEqualTo(suite.address().getAuthority());

      JsonNode connected = client.get("/v1/stores/" + store).body();
      assertThat(connected.at("/state").asText()).isEqualTo("active");
      assertThat(connected.at("/can_call").asBoolean()).isTrue();
      assertThat(connected.at("/webhook/subscriptions/standing")).isNotEmpty();

      String order =
          shop.act(new Action.Place(Scenario.GUEST.purchase(new SplittableRandom(3)))).id();
      JsonNode event = bus.await(PATIENCE, BusListener.ofOrder(store, order));
      assertThat(event.at("/detail/metadata/cause").asText()).isEqualTo("webhook");

      for (URI page : pages) {
        if (page.getPath().startsWith("/authorizations/")) {
          assertThat(followed(page).getLast().toString())
              .as("a callback that was used")
              .endsWith("/console/connect?refused");
        }
      }
    }
  }

  /// A backend that sends its merchants gets them back.
  @ParameterizedTest
  @EnumSource(names = {"SHOPIFY", "BIGCOMMERCE", "WOOCOMMERCE"})
  void whoAgreesAtTheShopComesToThePageThatWasAskedFor(Platform platform, RunningSuite suite)
      throws IOException, InterruptedException {
    String store = "sent-" + platform.id();
    SuiteClient client = new SuiteClient(suite.address());
    try (ShopServer server = ShopServer.start(ShopServer.Options.of(platform))) {
      ServedShop shop = server.shop();
      registerApp(suite, shop);
      // any page that answers stands in for the backend's
      String back = suite.address() + "/console/developers?tenant=7";
      Map<String, String> wanted = new TreeMap<>(wanted(store, shop));
      wanted.put("return_url", back);
      SuiteClient.Answer begun = client.post("/v1/stores/authorizations", Json.text(wanted));
      assertThat(begun.status()).as("%s", begun.body()).isEqualTo(200);

      List<URI> pages = followed(URI.create(begun.body().at("/authorization_url").asText()));
      assertThat(pages.getLast().toString())
          .isEqualTo(back + "&store_id=" + store + "&outcome=connected");
      assertThat(client.get("/v1/stores/" + store).body().at("/can_call").asBoolean()).isTrue();
      for (URI page : pages) {
        if (page.getPath().startsWith("/authorizations/")) {
          assertThat(followed(page).getLast().toString())
              .as("a callback that was used")
              .endsWith("/console/connect?refused");
        }
      }
    }
  }

  private static Map<String, String> wanted(String store, ServedShop shop) {
    return Map.of("store_id", store, "platform", shop.platform().id(), "base_url", shop.address());
  }

  private void registerApp(RunningSuite suite, ServedShop shop)
      throws IOException, InterruptedException {
    Map<String, String> app = shop.platform().cart().app(shop.settings());
    shop.answersAt(suite.address() + "/authorizations/" + shop.platform().id());
    if (!app.isEmpty()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(suite.address() + "/v1/platforms/" + shop.platform().id() + "/app"))
              .header("content-type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString(Json.text(app)))
              .build();
      assertThat(browser.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(204);
    }
  }

  /// Where a browser comes by, the first page and the last included.
  private List<URI> followed(URI first) throws IOException, InterruptedException {
    List<URI> pages = new ArrayList<>(List.of(first));
    while (pages.size() < MOST_PAGES) {
      HttpResponse<String> page =
          browser.send(
              HttpRequest.newBuilder(pages.getLast()).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      if (page.statusCode() / 100 != 3) {
        assertThat(page.statusCode()).as("%s", page.body()).isEqualTo(200);
        break;
      }
      pages.add(pages.getLast().resolve(page.headers().firstValue("location").orElseThrow()));
    }
    return pages;
  }
}
