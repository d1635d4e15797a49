package io.orderwire.shops.shopify;

import io.orderwire.shops.Chaos;
import io.orderwire.shops.Dice;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

/// The door of the Admin API: token, call limits, faults; then REST or GraphQL.
final class ShopifyGate {
  private static final int REST_BUCKET = 40;
  private static final int REST_PER_SECOND = 2;

  private final ShopSettings settings;
  private final RestApi rest;
  private final GraphApi graph;
  private final ShopifyOAuth oauth;
  private final CallBucket calls = new CallBucket(REST_BUCKET, REST_PER_SECOND);
  private boolean revoked;

  ShopifyGate(ShopSettings settings, RestApi rest, GraphApi graph, ShopifyOAuth oauth) {
    this.settings = settings;
    this.rest = rest;
    this.graph = graph;
    this.oauth = oauth;
  }

  /// Tokens are worth nothing from now on; others may be asked for.
  void revoke() {
    revoked = true;
    oauth.revoke();
  }

  ShopReply answer(ShopRequest request, Instant now, Dice dice) {
    String[] segments = request.segments();
    if (request.path().startsWith("/admin/oauth/")) {
      return oauth.answer(request, now);
    }
    if (segments.length < 4 || !segments[0].equals("admin") || !segments[1].equals("api")) {
      return RestApi.notFound();
    }
    if (dice.happens(Chaos.Fault.ERROR)) {
      return ShopReply.html(503, "<html><body>Service Unavailable</body></html>");
    }
    if (dice.happens(Chaos.Fault.EXPIRED) || !known(request, now)) {
      return ShopReply.json(
          401,
          "{\"errors\":\"[API] Invalid API key or access token (unrecognized login or wrong"
              + " password)\"}");
    }
    boolean exhausted = dice.happens(Chaos.Fault.THROTTLE);
    String last = segments[segments.length - 1];
    if (last.equals("graphql.json")) {
      if (exhausted) {
        graph.exhaust(now);
      }
      return versioned(
          request.method().equals("POST") ? graph.answer(request, now) : RestApi.notFound());
    }
    if (exhausted) {
      calls.brim(now);
    }
    segments[segments.length - 1] =
        last.endsWith(".json") ? last.substring(0, last.length() - ".json".length()) : last;
    return versioned(limited(request, List.of(segments).subList(3, segments.length), now));
  }

  private ShopReply limited(ShopRequest request, List<String> route, Instant now) {
    if (!calls.fits(1, now)) {
      return ShopReply.json(
              429,
              "{\"errors\":\"Exceeded 2 calls per second for api client. Reduce request rates to"
                  + " resume uninterrupted service.\"}")
          .with("Retry-After", "2.0")
          .with("X-Shopify-Shop-Api-Call-Limit", REST_BUCKET + "/" + REST_BUCKET);
    }
    calls.fill(1);
    return rest.answer(request, route, now)
        .with("X-Shopify-Shop-Api-Call-Limit", calls.used(now) + "/" + REST_BUCKET);
  }

  private boolean known(ShopRequest request, Instant now) {
    String token = request.header("x-shopify-access-token").orElse("");
    boolean made =
        MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8),
            settings.secret().getBytes(StandardCharsets.UTF_8));
    return made ? !revoked : oauth.knows(token, now);
  }

  private static ShopReply versioned(ShopReply reply) {
    return reply.with("X-Shopify-API-Version", ShopifyHooks.VERSION);
  }
}
