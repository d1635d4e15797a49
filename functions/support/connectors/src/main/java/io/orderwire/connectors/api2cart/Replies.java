package io.orderwire.connectors.api2cart;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.Fault.Scope;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.json.Json;
import java.util.List;
import java.util.Optional;

/// What API2Cart's answers mean. They are `{return_code, return_message, pagination, result}` with
/// status 200, whatever happened; other statuses come from what stands before the API.
final class Replies {
  private static final int OK = 0;

  /// The cart behind the store does not offer the method.
  private static final int NO_SUCH_METHOD = 3;

  private static final int NOT_FOUND = 112;

  private Replies() {}

  static Optional<Fault> fault(CartReply reply) {
    int status = reply.status();
    if (status < 200 || status >= 300) {
      return Optional.of(Fault.of(ofStatus(status), "HTTP " + status));
    }
    JsonNode code = reply.json().path("return_code");
    if (!code.canConvertToInt()) {
      return Optional.of(
          Fault.of(Category.MALFORMED, "an answer without a return code, " + contentType(reply)));
    }
    return switch (code.intValue()) {
      case OK, NO_SUCH_METHOD, NOT_FOUND -> Optional.empty();
      default -> Optional.of(fault(code.intValue()));
    };
  }

  /// The cart says that it has no such order.
  static boolean saysAbsent(CartReply reply) {
    return code(reply) == NOT_FOUND;
  }

  /// The elements of a member of the result.
  ///
  /// @throws FaultException where the reply has no list there
  static List<RawNode> list(CartReply reply, String member) {
    return nodes(result(reply).path(member), member);
  }

  /// The same; none where the cart behind the store has no such thing.
  static List<RawNode> listWhereOffered(CartReply reply, String member) {
    return nodes(elements(reply, member), member);
  }

  /// The list itself; empty where the cart behind the store has no such thing.
  static JsonNode elements(CartReply reply, String member) {
    int code = code(reply);
    return code == NO_SUCH_METHOD || code == NOT_FOUND
        ? Json.codec().createArrayNode()
        : result(reply).path(member);
  }

  private static List<RawNode> nodes(JsonNode elements, String member) {
    if (!elements.isArray()) {
      throw new FaultException(
          Fault.of(Category.MALFORMED, "a listing of " + member + " that is no list"));
    }
    return RawNode.root(elements, RawReads.UNTRACKED).elements();
  }

  static JsonNode result(CartReply reply) {
    return reply.json().path("result");
  }

  /// The cursor of the next page, where there is one.
  static Optional<String> cursor(CartReply reply) {
    return RawNode.root(reply.json(), RawReads.UNTRACKED).at("pagination").text("next");
  }

  private static int code(CartReply reply) {
    return reply.json().path("return_code").asInt(OK);
  }

  private static Category ofStatus(int status) {
    return switch (status) {
      case 429 -> Category.THROTTLED;
      case 401, 403 -> Category.UNAUTHORIZED;
      default -> status >= 500 ? Category.UNAVAILABLE : Category.MALFORMED;
    };
  }

  /// The message may name what was sent, so the code alone is told.
  private static Fault fault(int code) {
    String detail = "return code " + code;
    return switch (code) {
      case 10 -> new Fault(Category.THROTTLED, Scope.ACCOUNT, Optional.empty(), detail);
      case 7, 110 -> Fault.of(Category.THROTTLED, detail);
      case 2 -> Fault.of(Category.UNAUTHORIZED, detail + ": the API key is not known");
      case 4 -> Fault.of(Category.UNAUTHORIZED, detail + ": the cart refuses its connection");
      case 5, 6 -> Fault.of(Category.UNAUTHORIZED, detail + ": the API key may not be used");
      case 101 -> Fault.of(Category.UNAUTHORIZED, detail + ": the store key is not known");
      case 8, 109, 111, 113, 114, 116 -> Fault.of(Category.MALFORMED, detail);
      default -> Fault.of(Category.UNAVAILABLE, detail);
    };
  }

  private static String contentType(CartReply reply) {
    return reply.headers().first("content-type").orElse("no content type");
  }
}
