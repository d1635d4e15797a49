package io.orderwire.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwire.connector.Authorization;
import io.orderwire.connector.Authorization.Answer;
import io.orderwire.connector.Authorization.App;
import io.orderwire.connector.Authorization.Asked;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.Authorizing;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.Errand;
import io.orderwire.engine.Lane;
import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import io.orderwire.shops.Action;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The pages and token endpoints of the simulated shops, written from the documentation, and the
/// connectors' authorizations, which know nothing of them: a merchant is sent there, comes back,
/// and the credentials that this gives open the shop's API.
class AuthorizedShopsTest {
  private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
  private static final StoreId STORE = new StoreId("asked");
  private static final URI BACK = URI.create("http://127.0.0.1:9/console/stores/asked?connected");

  private final ManualClock clock = new ManualClock(START);
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final InMemoryStores stores = new InMemoryStores();
  private final AtomicInteger nonces = new AtomicInteger();

  /// A shop, asked as its merchant's browser and as the suite ask it.
  private final class Played implements CartTransport {
    final Shop shop;
    final Connector connector;
    final Authorization authorization;
    final Asked asked;
    int exchanges;

    Played(Platform platform) {
      ShopSettings settings = platform.cart().settings("http://127.0.0.1:8099");
      shop = platform.cart().open(settings, clock, new SplittableRandom(7));
      connector =
          Connectors.all().stream()
              .filter(each -> each.descriptor().id().value().equals(platform.id()))
              .findFirst()
              .orElseThrow();
      authorization = connector.authorization().orElseThrow();
      Map<String, String> app = platform.cart().app(settings);
      URI callback = URI.create("http://127.0.0.1:9/authorizations/" + platform.id());
      shop.answersAt(callback.toString());
      asked =
          new Asked(
              store(platform.cart().address(settings.baseUrl()), Map.of()).context(),
              "a-state-that-nobody-guesses",
              callback,
              BACK,
              Optional.ofNullable(app.get("client_id"))
                  .map(id -> new App(id, app.getOrDefault("client_secret", ""), Optional.empty())));
    }

    Store store(String address, Map<String, String> credentials) {
      return new Store(
          STORE,
          connector.descriptor().id(),
          "Asked",
          URI.create(address),
          "endpoint",
          secrets.seal(STORE, new Credentials(credentials)),
          true,
          Map.of(),
          StoreMapping.standard(),
          Store.State.ACTIVE,
          Optional.empty(),
          START,
          1);
    }

    /// What comes to the callback once the merchant agreed.
    Delivery agreed() {
      URI page = new Authorizing(this, clock).page(authorization, asked);
      Shop.Call call = shop.begin(asked("GET", page, Map.of(), ""));
      if (call.post().isPresent()) {
        Shop.Post post = call.post().get();
        ShopReply back = post.then().apply(200);
        assertThat(back.status()).isEqualTo(302);
        assertThat(back.headers().get("Location"))
            .isEqualTo(BACK + "&success=1&user_id=" + asked.state());
        assertThat(post.address()).isEqualTo(asked.callback().toString());
        return new Delivery("POST", Headers.none(), "", post.body());
      }
      assertThat(call.reply().status()).as(call.reply().text()).isEqualTo(302);
      URI back = URI.create(call.reply().headers().getOrDefault("Location", ""));
      assertThat(back.toString()).startsWith(asked.callback() + "?");
      return new Delivery("GET", Headers.none(), back.getRawQuery(), new byte[0]);
    }

    Map<String, String> credentials() {
      Delivery callback = agreed();
      assertThat(authorization.facts().method()).isEqualTo(callback.method());
      assertThat(authorization.tie(callback)).contains(authorization.tie(asked));
      Answer answer = new Authorizing(this, clock).answer(authorization, callback, asked);
      assertThat(answer).isInstanceOf(Answer.Keys.class);
      return ((Answer.Keys) answer).credentials();
    }

    private ShopRequest asked(
        String method, URI address, Map<String, String> headers, String body) {
      String query = Optional.ofNullable(address.getRawQuery()).map(text -> "?" + text).orElse("");
      return ShopRequest.of(
          method, address.getRawPath() + query, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public CartReply exchange(Request request) {
      if (request.address().getPath().contains("oauth")) {
        exchanges++;
      }
      ShopReply reply =
          shop.handle(
              asked(
                  request.method(),
                  request.address(),
                  request.headers().values(),
                  request.body().orElse("")));
      return new CartReply(reply.status(), new Headers(reply.headers()), reply.body());
    }

    /// Asks the shop something that only who is let in is told.
    void called(CartClient client) {
      Store store = stores.get(STORE).orElseThrow();
      client.read(
          new Errand(store, connector, Lane.LIVE, clock.instant().plusSeconds(60)),
          connector.feed().probe(store.context()));
    }
  }

  private CartClient client(CartTransport transport) {
    return new CartClient(
        transport,
        secrets,
        stores,
        new CartClient.Surroundings(
            clock, clock::advance, () -> "nonce" + nonces.incrementAndGet(), stores));
  }

  @ParameterizedTest
  @EnumSource(names = {"SHOPIFY", "BIGCOMMERCE", "WOOCOMMERCE"})
  void credentialsThatAMerchantGaveOpenTheShop(Platform platform) {
    Played played = new Played(platform);
    Map<String, String> credentials = played.credentials();
    assertThat(played.connector.descriptor().credentials().stream().map(field -> field.key()))
        .containsAll(credentials.keySet());
    played.connector.descriptor().credentials().stream()
        .filter(field -> credentials.containsKey(field.key()))
        .forEach(field -> assertThat(credentials.get(field.key())).matches(field.pattern()));
    stores.add(played.store(played.asked.store().baseUrl().toString(), credentials));
    played.called(client(played));
  }

  @ParameterizedTest
  @EnumSource(names = {"SHOPIFY", "BIGCOMMERCE"})
  void aCodeIsGoodForOneToken(Platform platform) {
    Played played = new Played(platform);
    Delivery callback = played.agreed();
    Authorizing authorizing = new Authorizing(played, clock);
    assertThat(authorizing.answer(played.authorization, callback, played.asked))
        .isInstanceOf(Answer.Keys.class);
    assertThat(authorizing.answer(played.authorization, callback, played.asked))
        .isInstanceOf(Answer.Untrue.class);
  }

  @Test
  void aTokenOfShopifyIsRenewedForAsLongAsTheStoreIsConnected() {
    Played played = new Played(Platform.SHOPIFY);
    stores.add(played.store(played.asked.store().baseUrl().toString(), played.credentials()));
    CartClient client = client(played);
    for (int day = 0; day < 120; day++) {
      played.called(client);
      played.called(client(played));
      clock.advance(Duration.ofDays(1));
    }
    assertThat(played.exchanges).as("the code, and once a day since the second").isEqualTo(120);
    Credentials held = secrets.open(STORE, stores.get(STORE).orElseThrow().credentials());
    assertThat(held.value("access_token_ends")).contains("2027-03-26T11:00:00Z");
  }

  @Test
  void aRenewalWhoseAnswerIsLostDoesNotEndTheAccess() {
    Played played = new Played(Platform.SHOPIFY);
    stores.add(played.store(played.asked.store().baseUrl().toString(), played.credentials()));
    Credentials before = secrets.open(STORE, stores.get(STORE).orElseThrow().credentials());
    clock.advance(Duration.ofHours(2));
    String lost =
        Json.text(
            Json.codec()
                .createObjectNode()
                .put("client_id", before.value("client_id").orElseThrow())
                .put("client_secret", before.value("webhook_secret").orElseThrow())
                .put("grant_type", "refresh_token")
                .put("refresh_token", before.value("refresh_token").orElseThrow()));
    CartReply answered =
        played.exchange(
            new CartTransport.Request(
                "POST",
                URI.create("http://127.0.0.1:8099/admin/oauth/access_token"),
                new Headers(Map.of("content-type", "application/json")),
                Optional.of(lost),
                Duration.ofSeconds(1)));
    assertThat(answered.status()).isEqualTo(200);
    played.called(client(played));
    clock.advance(Duration.ofHours(2));
    played.called(client(played));
  }

  @Test
  void aRevokedTokenIsNotRenewedAndAnotherCanBeAskedFor() {
    Played played = new Played(Platform.SHOPIFY);
    stores.add(played.store(played.asked.store().baseUrl().toString(), played.credentials()));
    CartClient client = client(played);
    played.called(client);
    played.shop.act(new Action.Uninstall());
    assertThatThrownBy(() -> played.called(client)).hasMessageContaining("UNAUTHORIZED");
    Store parked = stores.get(STORE).orElseThrow();
    stores.update(
        parked.withCredentials(secrets.seal(STORE, new Credentials(played.credentials()))));
    played.called(client);
    assertThat(List.of(stores.get(STORE).orElseThrow().revision())).containsExactly(2L);
  }
}
