package io.orderwire.receiver;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Takes a request out of the HTTP API's framing (payload format 2.0).
final class GatewayFraming {
  private static final String TOKEN = "token";

  private GatewayFraming() {}

  static WebhookRequest request(APIGatewayV2HTTPEvent event, Optional<String> traceId) {
    Headers headers = new Headers(Optional.ofNullable(event.getHeaders()).orElse(Map.of()));
    Delivery delivery =
        new Delivery(
            event.getRequestContext().getHttp().getMethod(),
            headers,
            Optional.ofNullable(event.getRawQueryString()).orElse(""),
            body(event));
    return new WebhookRequest(token(event), delivery, traceId);
  }

  private static String token(APIGatewayV2HTTPEvent event) {
    return Optional.ofNullable(event.getPathParameters())
        .flatMap(parameters -> Optional.ofNullable(parameters.get(TOKEN)))
        .orElse("");
  }

  /// The bytes as they were sent. The flag tells how they are framed, not the content type.
  private static byte[] body(APIGatewayV2HTTPEvent event) {
    String body = Optional.ofNullable(event.getBody()).orElse("");
    return event.getIsBase64Encoded()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }
}
