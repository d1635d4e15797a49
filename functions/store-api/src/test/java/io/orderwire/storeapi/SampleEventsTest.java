package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderwire.storeapi.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The sample inputs of the function, answered by it.
class SampleEventsTest {
  private static final Path SAMPLES = Path.of("..", "..", "events", "store-api");
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Api api = new Api();

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.sorted().toList();
    }
  }

  @BeforeEach
  void connect() throws IOException {
    assertThat(ask(SAMPLES.resolve("connect-shopify.json")).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleReachesARoute(Path sample) throws IOException {
    Answer answer = ask(sample);
    assertThat(answer.status()).isLessThan(500);
    assertThat(answer.text()).doesNotContain("no-such-route", "no-such-method", "invalid-fields");
  }

  @Test
  void theWebhookAddressIsOfTheDomainThatWasAsked() throws IOException {
    assertThat(
            ask(SAMPLES.resolve("connect-woocommerce-webhooks-only.json"))
                .json()
                .at("/webhook/url")
                .asText())
        .isEqualTo("https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/webhooks/token-2");
  }

  private Answer ask(Path sample) throws IOException {
    return api.ask(MAPPER.readValue(sample.toFile(), APIGatewayV2HTTPEvent.class));
  }
}
