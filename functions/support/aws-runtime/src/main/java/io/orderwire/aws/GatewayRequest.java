package io.orderwire.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Takes requests out of the HTTP API's framing (payload format 2.0).
public final class GatewayRequest {
  private GatewayRequest() {}

  /// Method, headers, query and body as they were sent.
  public static Delivery of(APIGatewayV2HTTPEvent event) {
    return new Delivery(
        event.getRequestContext().getHttp().getMethod(),
        new Headers(Optional.ofNullable(event.getHeaders()).orElse(Map.of())),
        Optional.ofNullable(event.getRawQueryString()).orElse(""),
        body(event));
  }

  /// The flag tells how the bytes are framed, not the content type.
  private static byte[] body(APIGatewayV2HTTPEvent event) {
    String body = Optional.ofNullable(event.getBody()).orElse("");
    return event.getIsBase64Encoded()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }
}
