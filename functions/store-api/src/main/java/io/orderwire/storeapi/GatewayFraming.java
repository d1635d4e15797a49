package io.orderwire.storeapi;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.IAM;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.orderwire.aws.GatewayRequest;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.json.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Requests as the API reads them, and answers in the HTTP API's framing (payload format 2.0).
final class GatewayFraming {
  private static final String CACHE = "cache-control";

  private GatewayFraming() {}

  static ApiRequest request(APIGatewayV2HTTPEvent event, Optional<String> traceId) {
    Delivery request = GatewayRequest.of(event);
    return new ApiRequest(
        request.method(),
        segments(Optional.ofNullable(event.getRawPath()).orElse("/")),
        request.query(),
        request.headers(),
        request.body(),
        asked(event, request.headers()),
        traceId,
        caller(event));
  }

  static APIGatewayV2HTTPResponse response(ApiReply reply) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(reply.status())
        .withHeaders(kept(reply).headers())
        .withBody(reply.body().map(GatewayFraming::text).orElse(""))
        .build();
  }

  /// Nothing is kept by anybody on the way unless the reply says so.
  private static ApiReply kept(ApiReply reply) {
    return reply.headers().containsKey(CACHE) ? reply : reply.with(CACHE, "no-store");
  }

  private static String text(Object body) {
    return body instanceof ApiReply.Text(String content) ? content : Json.text(body);
  }

  /// With IAM the user or role, without the name of a role's session, which every process has
  /// another one of; with JWT the issuer's subject.
  private static Optional<String> caller(APIGatewayV2HTTPEvent event) {
    Optional<Authorizer> authorizer =
        Optional.ofNullable(event.getRequestContext()).map(RequestContext::getAuthorizer);
    return authorizer
        .map(Authorizer::getIam)
        .map(IAM::getUserId)
        .map(user -> "iam " + user.replaceFirst(":.*", ""))
        .or(
            () ->
                authorizer
                    .map(Authorizer::getJwt)
                    .map(Authorizer.JWT::getClaims)
                    .map(claims -> "jwt " + claims.get("iss") + " " + claims.get("sub")));
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.split("/"))
        .filter(segment -> !segment.isEmpty())
        .map(GatewayFraming::decoded)
        .toList();
  }

  /// A plus sign stands for itself in a path, and so does what is no percent-encoding.
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return segment;
    }
  }

  private static URI asked(APIGatewayV2HTTPEvent event, Headers headers) {
    String scheme = headers.first("x-forwarded-proto").orElse("https");
    return URI.create(scheme + "://" + event.getRequestContext().getDomainName());
  }
}
