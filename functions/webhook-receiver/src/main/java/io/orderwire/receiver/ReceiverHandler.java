package io.orderwire.receiver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.orderwire.aws.GatewayRequest;
import io.orderwire.aws.Invocation;
import java.util.Map;
import java.util.Optional;

/// Webhook deliveries in, an answer out.
public final class ReceiverHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  /// The path parameter of the route `/webhooks/{token}`.
  private static final String TOKEN = "token";

  private final Wiring wiring;

  public ReceiverHandler() {
    this(Wiring.ofProcess());
  }

  ReceiverHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    WebhookRequest request =
        new WebhookRequest(token(event), GatewayRequest.of(event), wiring.tracing().traceId());
    return Invocation.of(
        context, wiring.metrics(), () -> response(wiring.receiver().receive(request)));
  }

  private static String token(APIGatewayV2HTTPEvent event) {
    return Optional.ofNullable(event.getPathParameters())
        .flatMap(parameters -> Optional.ofNullable(parameters.get(TOKEN)))
        .orElse("");
  }

  private static APIGatewayV2HTTPResponse response(Reply reply) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(reply.status())
        .withHeaders(Map.of("content-type", reply.contentType()))
        .withBody(reply.body())
        .build();
  }
}
