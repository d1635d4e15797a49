package io.orderwire.connectors.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import java.util.Optional;

/// What is wrong with a reply. Vendure says most of it with status 200.
final class VendureFaults {
  private static final int MOST_DETAIL = 200;

  private VendureFaults() {}

  static Optional<Fault> of(CartReply reply) {
    JsonNode body = reply.json();
    JsonNode errors = body.path("errors");
    if (errors.isArray() && !errors.isEmpty()) {
      return Optional.of(graph(errors.path(0)));
    }
    if (reply.status() >= 200 && reply.status() < 300) {
      return body.path("data").isObject()
          ? Optional.empty()
          : Optional.of(Fault.of(Category.MALFORMED, "the reply has no data"));
    }
    return Optional.of(
        new Fault(category(reply.status()), reply.retryAfter(), "status " + reply.status()));
  }

  static FaultException malformed(String detail) {
    return new FaultException(Fault.of(Category.MALFORMED, detail));
  }

  /// Codes of `@vendure/core`'s I18nErrors and of its GraphQL server. What fails inside says
  /// INTERNAL_SERVER_ERROR.
  private static Fault graph(JsonNode error) {
    String code = error.path("extensions").path("code").asText("");
    Category category =
        switch (code) {
          case "FORBIDDEN", "UNAUTHORIZED", "CHANNEL_NOT_FOUND", "NO_ACTIVE_SESSION" ->
              Category.UNAUTHORIZED;
          case "INTERNAL_SERVER_ERROR" -> Category.UNAVAILABLE;
          default -> Category.MALFORMED;
        };
    String message = error.path("message").asText("");
    String detail = code.isEmpty() ? message : code + ": " + message;
    return Fault.of(
        category, detail.length() <= MOST_DETAIL ? detail : detail.substring(0, MOST_DETAIL));
  }

  /// Vendure has no limit of its own; a proxy before it may.
  private static Category category(int status) {
    return switch (status) {
      case 429 -> Category.THROTTLED;
      case 401, 403 -> Category.UNAUTHORIZED;
      case 404, 410 -> Category.GONE;
      case 408 -> Category.UNAVAILABLE;
      default -> status >= 500 ? Category.UNAVAILABLE : Category.MALFORMED;
    };
  }
}
