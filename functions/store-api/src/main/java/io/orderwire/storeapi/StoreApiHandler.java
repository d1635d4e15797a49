package io.orderwire.storeapi;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.orderwire.aws.Invocation;

/// Requests to the store API in, JSON out.
public final class StoreApiHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final Wiring wiring;

  public StoreApiHandler() {
    this(Wiring.ofProcess());
  }

  StoreApiHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return Invocation.of(
        context,
        wiring.metrics(),
        () ->
            GatewayFraming.response(
                wiring.api().answer(GatewayFraming.request(event, wiring.tracing().traceId()))));
  }
}
