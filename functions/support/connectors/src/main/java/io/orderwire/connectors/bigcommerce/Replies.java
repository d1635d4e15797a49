package io.orderwire.connectors.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.OrderFeed.BudgetReading;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What BigCommerce's answers mean. V2 answers a bare list or document, V3 one under `data`; where
/// there is nothing, V2 answers 204 and V3 may. What is not there is a 404 with a document that
/// says so.
final class Replies {
  static final String QUOTA = "x-rate-limit-requests-quota";
  static final String LEFT = "x-rate-limit-requests-left";
  static final String WINDOW = "x-rate-limit-time-window-ms";
  static final String RESET = "x-rate-limit-time-reset-ms";

  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;

  private Replies() {}

  static Optional<Fault> fault(CartReply reply) {
    int status = reply.status();
    if (status == NO_CONTENT || saysAbsent(reply)) {
      return Optional.empty();
    }
    if (status >= 200 && status < 300) {
      return reply.json().isMissingNode()
          ? Optional.of(Fault.of(Category.MALFORMED, "no JSON but " + contentType(reply)))
          : Optional.empty();
    }
    return Optional.of(new Fault(category(status), retryAfter(reply), detail(reply)));
  }

  /// The resource itself says that it is not there.
  static boolean saysAbsent(CartReply reply) {
    if (reply.status() != NOT_FOUND) {
      return false;
    }
    JsonNode body = reply.json();
    JsonNode said = body.isArray() ? body.path(0) : body;
    return said.path("status").asInt() == NOT_FOUND;
  }

  /// The elements of a list that may not be missing.
  ///
  /// @throws FaultException where the reply is no list
  static List<RawNode> list(CartReply reply) {
    JsonNode elements = elements(reply);
    if (!elements.isArray()) {
      throw new FaultException(Fault.of(Category.MALFORMED, "a listing that is no list"));
    }
    return RawNode.root(elements, RawReads.UNTRACKED).elements();
  }

  /// The list, or nothing where there is none.
  static JsonNode elements(CartReply reply) {
    JsonNode body = reply.json();
    if (reply.status() == NO_CONTENT) {
      return Json.codec().createArrayNode();
    }
    return body.isObject() ? body.path("data") : body;
  }

  static Optional<BudgetReading> budget(CartReply reply) {
    Optional<Integer> left = number(reply, LEFT);
    Optional<Integer> quota = number(reply, QUOTA);
    Optional<Integer> window = number(reply, WINDOW).filter(millis -> millis > 0);
    if (left.isEmpty() || quota.isEmpty() || window.isEmpty()) {
      return Optional.empty();
    }
    int perSecond = (int) Math.max(1, quota.get() * 1000L / window.get());
    return Optional.of(new BudgetReading(left.get(), quota.get(), perSecond));
  }

  private static Category category(int status) {
    return switch (status) {
      case TOO_MANY -> Category.THROTTLED;
      case 401, 403 -> Category.UNAUTHORIZED;
      case NOT_FOUND, 410 -> Category.GONE;
      default -> status >= 500 ? Category.UNAVAILABLE : Category.MALFORMED;
    };
  }

  /// A 429 without the headers of the quota says that the whole platform is busy.
  private static Optional<Duration> retryAfter(CartReply reply) {
    return reply.status() == TOO_MANY
        ? number(reply, RESET).map(Duration::ofMillis)
        : Optional.empty();
  }

  private static String detail(CartReply reply) {
    String answer = "HTTP " + reply.status() + " " + contentType(reply);
    return switch (reply.status()) {
      case 401 -> answer + ": the token is not known, or died when its scopes changed";
      case 403 -> answer + ": the API account lacks a scope (orders, transactions or carts)";
      default -> answer;
    };
  }

  private static Optional<Integer> number(CartReply reply, String header) {
    return reply
        .headers()
        .first(header)
        .map(String::strip)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Integer::valueOf);
  }

  private static String contentType(CartReply reply) {
    return reply.headers().first("content-type").orElse("no content type");
  }
}
