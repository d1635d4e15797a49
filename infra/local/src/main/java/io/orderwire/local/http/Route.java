package io.orderwire.local.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A route of an HTTP API.
///
/// Source: API Gateway developer guide, "Routes for HTTP APIs": `METHOD /path/{variable}/{rest+}`,
/// `ANY`, `$default`.
///
/// @param key as the template writes it
/// @param functionId logical id of the function
/// @param isGuarded whether the template puts an authorizer before it
/// @param limit by the settings of its stage
public record Route(
    String key,
    String method,
    List<String> segments,
    String functionId,
    boolean isGuarded,
    Optional<RouteLimit> limit) {
  public Route {
    segments = List.copyOf(segments);
  }

  public static Route parse(String key, String functionId, boolean isGuarded) {
    if (key.equals("$default")) {
      return new Route(key, "ANY", List.of("{default+}"), functionId, isGuarded, Optional.empty());
    }
    String[] parts = key.split(" ", 2);
    if (parts.length != 2 || !parts[1].startsWith("/")) {
      throw new IllegalArgumentException("the route key '" + key + "' is not METHOD /path");
    }
    return new Route(key, parts[0], segmentsOf(parts[1]), functionId, isGuarded, Optional.empty());
  }

  /// The same route with this limit.
  public Route limitedTo(RouteLimit newLimit) {
    return new Route(key, method, segments, functionId, isGuarded, Optional.of(newLimit));
  }

  static List<String> segmentsOf(String path) {
    return path.equals("/") ? List.of() : Arrays.asList(path.substring(1).split("/", -1));
  }

  /// The path's variables when this route serves the request; empty when it does not.
  ///
  /// @param requested segments of the path, still percent-encoded
  Optional<Map<String, String>> match(String requestMethod, List<String> requested) {
    if (!method.equals("ANY") && !method.equals(requestMethod)) {
      return Optional.empty();
    }
    Map<String, String> variables = new TreeMap<>();
    List<String> left = new ArrayList<>(requested);
    for (String segment : segments) {
      if (isGreedy(segment)) {
        if (left.isEmpty() && !key.equals("$default")) {
          return Optional.empty();
        }
        variables.put(segment.substring(1, segment.length() - 2), String.join("/", left));
        return Optional.of(variables);
      }
      if (left.isEmpty()) {
        return Optional.empty();
      }
      String actual = left.removeFirst();
      if (isVariable(segment)) {
        variables.put(segment.substring(1, segment.length() - 1), actual);
      } else if (!segment.equals(actual)) {
        return Optional.empty();
      }
    }
    return left.isEmpty() ? Optional.of(variables) : Optional.empty();
  }

  private static boolean isGreedy(String segment) {
    return segment.startsWith("{") && segment.endsWith("+}");
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /// Lower is tried first: full matches before variables before greedy ones before the default, and
  /// a named method before `ANY`.
  String precedence() {
    StringBuilder order = new StringBuilder(key.equals("$default") ? "9" : "0");
    for (String segment : segments) {
      order.append(isGreedy(segment) ? '3' : isVariable(segment) ? '2' : '1');
    }
    // A route that ends here is more specific than one that goes on with a greedy variable.
    return order.append('0').append(method.equals("ANY") ? '1' : '0').toString();
  }
}
