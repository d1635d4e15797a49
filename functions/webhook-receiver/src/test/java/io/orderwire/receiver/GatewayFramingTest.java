package io.orderwire.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayFramingTest {
  private static final String TEXT = "{\"name\":\"Jürgen\"}";

  @Test
  void theFlagTellsHowTheBodyIsFramed() {
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    assertThat(body(TEXT, false)).isEqualTo(bytes);
    assertThat(body(Base64.getEncoder().encodeToString(bytes), true)).isEqualTo(bytes);
    assertThat(body("eyJ9", false)).isEqualTo("eyJ9".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tokenMethodHeadersAndQueryAreTaken() {
    APIGatewayV2HTTPEvent event = event("", false);
    WebhookRequest request = GatewayFraming.request(event, Optional.of("1-t"));
    assertThat(request.token()).isEqualTo("tok");
    assertThat(request.delivery().method()).isEqualTo("GET");
    assertThat(request.delivery().query()).isEqualTo("a=b");
    assertThat(request.delivery().headers().first("x-topic")).contains("order");
    assertThat(request.traceId()).contains("1-t");
  }

  private static byte[] body(String body, boolean base64) {
    return GatewayFraming.request(event(body, base64), Optional.empty()).delivery().body();
  }

  private static APIGatewayV2HTTPEvent event(String body, boolean base64) {
    return APIGatewayV2HTTPEvent.builder()
        .withPathParameters(Map.of("token", "tok"))
        .withHeaders(Map.of("X-Topic", "order"))
        .withRawQueryString("a=b")
        .withBody(body)
        .withIsBase64Encoded(base64)
        .withRequestContext(
            APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(
                    APIGatewayV2HTTPEvent.RequestContext.Http.builder().withMethod("GET").build())
                .build())
        .build();
  }
}
