package io.orderwire.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentSettingsTest {
  @Test
  void namesTheVariableThatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> with("ORDERS_TABLE", " ").ordersTable())
        .withMessageContaining("ORDERS_TABLE");
    assertThat(with("ORDERS_TABLE", "orders").ordersTable()).isEqualTo("orders");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "five", "1441", "1.5"})
  void refusesAnIntervalThatIsNone(String minutes) {
    assertThatIllegalStateException()
        .isThrownBy(() -> with("POLL_INTERVAL_MINUTES", minutes).pollInterval())
        .withMessageContaining("POLL_INTERVAL_MINUTES")
        .withMessageContaining(minutes);
  }

  @Test
  void readsAnInterval() {
    assertThat(with("POLL_INTERVAL_MINUTES", "5").pollInterval()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void deniesPrivateAddressesUnlessTold() {
    assertThat(with("X", "").privateCartAddressesAllowed()).isFalse();
    assertThat(with("PRIVATE_CART_ADDRESSES", "allow").privateCartAddressesAllowed()).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> with("PRIVATE_CART_ADDRESSES", "yes").privateCartAddressesAllowed());
  }

  @Test
  void sendsNoWebhooksUnlessTold() {
    assertThat(with("X", "").webhooksAreSent()).isFalse();
    assertThat(with("OUTBOUND_WEBHOOKS", "enabled").webhooksAreSent()).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> with("OUTBOUND_WEBHOOKS", "true").webhooksAreSent())
        .withMessageContaining("enabled or disabled");
  }

  @Test
  void readsThePublicAddress() {
    assertThat(with("PUBLIC_BASE_URL", "").publicBaseUrl()).isEmpty();
    assertThat(with("PUBLIC_BASE_URL", "https://o.example.com/").publicBaseUrl())
        .contains(URI.create("https://o.example.com"));
    assertThatIllegalStateException()
        .isThrownBy(() -> with("PUBLIC_BASE_URL", "o.example.com").publicBaseUrl())
        .withMessageContaining("PUBLIC_BASE_URL");
  }

  @Test
  void findsEndpointsByServiceThenForAll() {
    EnvironmentSettings settings =
        EnvironmentSettings.of(
            Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:2"));
    assertThat(settings.endpoint("S3")).contains(URI.create("http://127.0.0.1:2"));
    assertThat(settings.endpoint("SQS")).contains(URI.create("http://127.0.0.1:1"));
    assertThat(with("X", "").endpoint("S3")).isEmpty();
  }

  private static EnvironmentSettings with(String name, String value) {
    return EnvironmentSettings.of(Map.of(name, value));
  }
}
