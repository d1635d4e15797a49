package io.orderwire.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.orderwire.connector.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayRequestTest {
  private static final String TEXT = "{\"name\":\"Jürgen\"}";

  @Test
  void theFlagTellsHowTheBodyIsFramed() {
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    assertThat(body(TEXT, false)).isEqualTo(bytes);
    assertThat(body(Base64.getEncoder().encodeToString(bytes), true)).isEqualTo(bytes);
    assertThat(body("eyJ9", false)).isEqualTo("eyJ9".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void methodHeadersAndQueryAreTaken() {
    Delivery request = GatewayRequest.of(event("", false));
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.query()).isEqualTo("a=b");
    assertThat(request.headers().first("x-topic")).contains("order");
  }

  private static byte[] body(String body, boolean base64) {
    return GatewayRequest.of(event(body, base64)).body();
  }

  private static APIGatewayV2HTTPEvent event(String body, boolean base64) {
    return APIGatewayV2HTTPEvent.builder()
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
