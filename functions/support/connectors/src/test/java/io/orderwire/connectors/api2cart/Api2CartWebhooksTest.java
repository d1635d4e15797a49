package io.orderwire.connectors.api2cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.WebhookRegistry.Subscription;
import io.orderwire.model.ExternalId;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What deliveries say, and how webhooks are made.
class Api2CartWebhooksTest {
  private static final String HERE = "https://orderwire.test/webhooks/token";
  private final Api2CartWebhooks webhooks = new Api2CartWebhooks();
  private final Api2CartRegistry registry = new Api2CartRegistry();
  private final StoreContext store =
      new StoreContext(
          new StoreId("acme-eu"),
          new PlatformId("api2cart"),
          URI.create("https://api.api2cart.com/v1.1"),
          StoreMapping.standard(),
          Map.of());

  @Test
  void aWholeOrderInADeliveryIsNotBelieved() {
    assertThat(signal("update", "{\"id\":\"7\",\"total\":{\"total\":1}}"))
        .isEqualTo(new Signal.OrderChanged(new ExternalId("7"), Optional.empty()));
  }

  @Test
  void aDeletedOrderIsRemoved() {
    assertThat(signal("delete", "{\"id\":\"7\"}"))
        .isEqualTo(new Signal.OrderRemoved(new ExternalId("7")));
  }

  @Test
  void withoutABodyTheCartIsOutOfReach() {
    assertThat(signal("update", "")).isInstanceOf(Signal.Irrelevant.class);
  }

  @Test
  void withoutAnIdItCannotBeRead() {
    assertThat(signal("update", "{}")).isInstanceOf(Signal.Unreadable.class);
    assertThat(signal("update", "<p>")).isInstanceOf(Signal.Unreadable.class);
  }

  @Test
  void theSecretIsEncodedIntoTheCallback() {
    CartCall call = registry.register("order.add", HERE, "a+b/c=", store);
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.parameter("entity")).contains("order");
    assertThat(call.parameter("action")).contains("add");
    assertThat(call.parameter("callback")).contains(HERE + "?secret=a%2Bb%2Fc%3D");
  }

  @Test
  void aListedWebhookIsComparedWithoutItsSecret() {
    String body =
        """
        {"return_code":0,"result":{"webhook":[
          {"id":3,"entity":"order","action":"add","callback":"%s?secret=x","active":false}]}}
        """
            .formatted(HERE);
    CartReply reply = new CartReply(200, Headers.none(), body.getBytes(StandardCharsets.UTF_8));
    assertThat(registry.read(reply, store).items())
        .containsExactly(new Subscription("3", "order.add", HERE, false));
  }

  private Signal signal(String action, String body) {
    Headers headers = new Headers(Map.of("x-webhook-entity", "order", "x-webhook-action", action));
    return webhooks
        .signals(new Delivery("POST", headers, "", body.getBytes(StandardCharsets.UTF_8)))
        .getFirst();
  }
}
