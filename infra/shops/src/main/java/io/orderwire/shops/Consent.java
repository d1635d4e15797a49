package io.orderwire.shops;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What a platform's pages do when a merchant agrees, which simulated merchants do at once.
public final class Consent {
  private Consent() {}

  /// Sends the browser back with what it brings, beside what the address says already.
  public static ShopReply back(String address, Map<String, String> brought) {
    String more =
        brought.entrySet().stream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    String joint = URI.create(address).getRawQuery() == null ? "?" : "&";
    return new ShopReply(302, Map.of("Location", address + joint + more), new byte[0]);
  }

  /// The fields of a body in JSON or of a form.
  public static Map<String, String> fields(ShopRequest request) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (request.header("content-type").filter(type -> type.contains("json")).isPresent()) {
      JsonText.parse(request.body())
          .ifPresent(
              body ->
                  body.properties()
                      .forEach(each -> fields.put(each.getKey(), each.getValue().asText())));
      return fields;
    }
    Query.parse(request.text()).parameters().forEach(each -> fields.put(each.name(), each.value()));
    return fields;
  }

  /// As `application/x-www-form-urlencoded` has it, a blank as `%20`.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
