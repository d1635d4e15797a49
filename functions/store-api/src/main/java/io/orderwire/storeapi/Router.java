package io.orderwire.storeapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds what answers a request by its method and path.
final class Router {
  private final List<Route> routes = new ArrayList<>();

  /// Answers a request whose path fits.
  @FunctionalInterface
  interface Action {
    ApiReply act(ApiRequest request, PathValues values);
  }

  /// What stood in the places that a route names.
  record PathValues(Map<String, String> values) {
    PathValues {
      values = new TreeMap<>(values);
    }

    String get(String name) {
      String value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException("the route names no " + name);
      }
      return value;
    }
  }

  private record Route(String method, List<String> pattern, Action action) {
    Route {
      pattern = List.copyOf(pattern);
    }

    boolean fits(List<String> segments) {
      if (segments.size() != pattern.size()) {
        return false;
      }
      for (int place = 0; place < pattern.size(); place++) {
        if (!isName(pattern.get(place)) && !pattern.get(place).equals(segments.get(place))) {
          return false;
        }
      }
      return true;
    }

    PathValues values(List<String> segments) {
      Map<String, String> values = new TreeMap<>();
      for (int place = 0; place < pattern.size(); place++) {
        if (isName(pattern.get(place))) {
          values.put(pattern.get(place).replaceAll("[{}]", ""), segments.get(place));
        }
      }
      return new PathValues(values);
    }

    private static boolean isName(String part) {
      return part.startsWith("{");
    }
  }

  /// @param pattern such as `v1/stores/{id}`
  Router route(String method, String pattern, Action action) {
    List<String> parts = pattern.isEmpty() ? List.of() : List.of(pattern.split("/"));
    routes.add(new Route(method, parts, action));
    return this;
  }

  /// What there is, as `GET /v1/stores/{id}`.
  List<String> list() {
    return routes.stream()
        .map(route -> route.method() + " /" + String.join("/", route.pattern()))
        .toList();
  }

  ApiReply answer(ApiRequest request) {
    TreeSet<String> methods = new TreeSet<>();
    for (Route route : routes) {
      if (route.fits(request.segments())) {
        if (route.method().equals(request.method())) {
          return route.action().act(request, route.values(request.segments()));
        }
        methods.add(route.method());
      }
    }
    if (methods.isEmpty()) {
      return ApiReply.refused(Problem.noSuchRoute(request.method(), request.path()));
    }
    String allowed = String.join(", ", methods);
    return ApiReply.refused(Problem.noSuchMethod(request.method(), allowed)).with("allow", allowed);
  }
}
