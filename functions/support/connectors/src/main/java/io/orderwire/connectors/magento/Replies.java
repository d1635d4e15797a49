package io.orderwire.connectors.magento;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import java.util.List;
import java.util.Optional;

/// What Magento's answers mean. Errors are documents with a `message`; a 404 with one says that the
/// entity is not there, or that no route has this address. Core has no limit for reads; a 429
/// or 503 comes from what stands before it.
final class Replies {
  private static final int NOT_FOUND = 404;

  /// Not translated: no entity was looked for.
  private static final String NO_ROUTE = "Request does not match any route.";

  private Replies() {}

  static Optional<Fault> fault(CartReply reply) {
    int status = reply.status();
    if (saysAbsent(reply)) {
      return Optional.empty();
    }
    if (status >= 200 && status < 300) {
      return reply.json().isObject()
          ? Optional.empty()
          : Optional.of(Fault.of(Category.MALFORMED, "no JSON document but " + type(reply)));
    }
    return Optional.of(new Fault(category(status), reply.retryAfter(), detail(reply)));
  }

  /// `{"message": "The entity that was requested doesn't exist…"}`. Parameters stand beside it only
  /// where the text has places for them.
  static boolean saysAbsent(CartReply reply) {
    if (reply.status() != NOT_FOUND) {
      return false;
    }
    String message = reply.json().path("message").asText();
    return !message.isEmpty() && !message.equals(NO_ROUTE);
  }

  /// The entities of a search.
  ///
  /// @throws FaultException where the reply is none
  static List<RawNode> items(CartReply reply) {
    RawNode body = RawNode.root(reply.json(), RawReads.UNTRACKED);
    boolean nothing = body.isObject() && !body.has("items") && body.has("total_count");
    if (!nothing && !body.at("items").json().isArray()) {
      throw new FaultException(Fault.of(Category.MALFORMED, "a search without items"));
    }
    return body.each("items");
  }

  static Optional<Long> total(CartReply reply) {
    return Optional.of(reply.json().path("total_count"))
        .filter(JsonNode::isIntegralNumber)
        .map(JsonNode::longValue);
  }

  private static Category category(int status) {
    return switch (status) {
      case 429 -> Category.THROTTLED;
      case 401, 403 -> Category.UNAUTHORIZED;
      case NOT_FOUND, 410 -> Category.GONE;
      default -> status >= 500 ? Category.UNAVAILABLE : Category.MALFORMED;
    };
  }

  private static String detail(CartReply reply) {
    String answer = "HTTP " + reply.status() + " " + type(reply);
    return switch (reply.status()) {
      case 401 ->
          answer
              + ": the integration is not known or lacks a resource; its token alone is accepted"
              + " only where the shop allows it";
      case 403 -> answer + ": what stands before the shop refuses these calls";
      default -> answer;
    };
  }

  private static String type(CartReply reply) {
    return reply.headers().first("content-type").orElse("no content type");
  }
}
