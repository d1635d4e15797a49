package io.orderwire.local.http;

/// How many requests a route lets in.
///
/// Source: API Gateway developer guide, "Throttle requests to your HTTP APIs": a token bucket, a
/// token for each request; `burst` is how many it holds, `ratePerSecond` how many come back.
public record RouteLimit(double ratePerSecond, int burst) {
  public RouteLimit {
    if (ratePerSecond <= 0 || burst < 1) {
      throw new IllegalArgumentException("a route that lets nothing in");
    }
  }
}
