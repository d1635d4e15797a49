package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.StoreContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Addresses of the REST API, for sites with and without pretty permalinks.
final class Endpoints {
  static final String PERMALINKS = "permalinks";
  private static final String NAMESPACE = "/wc/v3";

  private Endpoints() {}

  /// @param resource such as `/orders/7`
  static CartCall get(StoreContext store, String resource, List<Parameter> query) {
    return call(store, "GET", resource, query, Optional.empty());
  }

  static CartCall call(
      StoreContext store,
      String method,
      String resource,
      List<Parameter> query,
      Optional<String> json) {
    boolean plain = store.option(PERMALINKS).filter("plain"::equals).isPresent();
    String path = plain ? "/" : "/wp-json" + NAMESPACE + resource;
    List<Parameter> parameters = new ArrayList<>();
    if (plain) {
      parameters.add(new Parameter("rest_route", NAMESPACE + resource));
    }
    parameters.addAll(query);
    CartCall bare = CartCall.get(path, parameters);
    return new CartCall(
        method,
        path,
        parameters,
        json.isPresent() ? CartCall.sendJson(method, path, "", 1).headers() : bare.headers(),
        json,
        bare.cost());
  }
}
