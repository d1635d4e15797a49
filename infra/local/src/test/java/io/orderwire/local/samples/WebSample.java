package io.orderwire.local.samples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.List;
import java.util.Map;

/// Answers with what it was asked; `?do=throw`, `?do=hang` and `?do=exit` misbehave.
public final class WebSample
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    Map<String, String> query = event.getQueryStringParameters();
    String action = query == null ? "" : query.getOrDefault("do", "");
    switch (action) {
      case "throw" -> throw new IllegalStateException("as asked\nsecond line");
      case "hang" -> hang();
      case "exit" -> Runtime.getRuntime().halt(3);
      default -> Journal.write("web " + event.getRouteKey());
    }
    String text =
        String.join(
            "|",
            event.getRouteKey(),
            event.getRawPath(),
            String.valueOf(event.getPathParameters()),
            String.valueOf(event.getIsBase64Encoded()),
            String.valueOf(event.getBody()),
            event.getRequestContext().getHttp().getMethod(),
            String.valueOf(event.getHeaders().get("x-amzn-trace-id")),
            context.getFunctionName(),
            String.valueOf(Thread.currentThread().getContextClassLoader() != null),
            String.valueOf(System.getenv("GREETING")));
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(201)
        .withHeaders(Map.of("x-sample", "yes"))
        .withCookies(List.of("a=1", "b=2"))
        .withBody(text)
        .build();
  }

  private static void hang() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
