package io.orderwire.connectors.shopify;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calls of the legacy Admin REST API and its paging.
final class ShopifyRest {
  static final String BASE = "/admin/api/" + ShopifyQueries.VERSION;
  static final String LIMIT = "limit";

  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?");

  private ShopifyRest() {}

  static CartCall get(String path, List<Parameter> query) {
    return new CartCall(
        "GET", BASE + path, query, Map.of(), Optional.empty(), ShopifyFaults.REST_CALL);
  }

  static CartCall delete(String path) {
    return new CartCall(
        "DELETE", BASE + path, List.of(), Map.of(), Optional.empty(), ShopifyFaults.REST_CALL);
  }

  /// The call for the page that the `Link` header names. It may carry `page_info`, `limit` and
  /// `fields` only: any other filter beside `page_info` is an error.
  static Optional<CartCall> next(CartCall call, CartReply reply) {
    return reply
        .headers()
        .first("link")
        .flatMap(ShopifyRest::pageInfo)
        .map(
            pageInfo -> {
              List<Parameter> query = new ArrayList<>();
              call.query().stream()
                  .filter(parameter -> parameter.name().equals(LIMIT))
                  .forEach(query::add);
              query.add(new Parameter("page_info", pageInfo));
              return new CartCall(
                  call.method(), call.path(), query, call.headers(), call.body(), call.cost());
            });
  }

  private static Optional<String> pageInfo(String link) {
    Matcher next = NEXT.matcher(link);
    if (!next.find()) {
      return Optional.empty();
    }
    int question = next.group(1).indexOf('?');
    String query = question < 0 ? "" : next.group(1).substring(question + 1);
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith("page_info=")) {
        return Optional.of(
            URLDecoder.decode(pair.substring("page_info=".length()), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }
}
