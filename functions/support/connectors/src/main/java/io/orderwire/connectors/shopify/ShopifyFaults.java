package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.OrderFeed.BudgetReading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/// What is wrong with a reply, and what is left of the budget.
///
/// GraphQL says almost everything with status 200. Budgets are in GraphQL points: a REST call
/// counts [#REST_CALL] of them, so that one budget serves both.
final class ShopifyFaults {
  /// A standard shop restores 100 points or 2 REST calls a second.
  static final int REST_CALL = 50;

  private static final String CALL_LIMIT = "x-shopify-shop-api-call-limit";
  private static final int REST_BUCKET_PER_RESTORE = 20;

  private ShopifyFaults() {}

  static Optional<Fault> of(CartReply reply) {
    int status = reply.status();
    if (status >= 200 && status < 300) {
      JsonNode body = reply.json();
      return body.isObject()
          ? graph(body)
          : Optional.of(Fault.of(Category.MALFORMED, "status " + status + " without JSON"));
    }
    return Optional.of(http(status, reply));
  }

  private static Fault http(int status, CartReply reply) {
    if (status >= 500) {
      return new Fault(Category.UNAVAILABLE, retryAfter(reply), "status " + status);
    }
    return switch (status) {
      // 430: Shopify took the caller for a robot
      case 429, 430 -> new Fault(Category.THROTTLED, retryAfter(reply), "status " + status);
      case 401, 403 -> Fault.of(Category.UNAUTHORIZED, "access token refused: status " + status);
      case 402 -> Fault.of(Category.UNAUTHORIZED, "the shop is frozen until it pays (402)");
      case 423 -> Fault.of(Category.UNAUTHORIZED, "the shop is locked (423)");
      case 404, 410 -> Fault.of(Category.GONE, "status " + status);
      default -> Fault.of(Category.MALFORMED, "status " + status + refusal(reply));
    };
  }

  /// REST says what it refuses as `{"errors": {"topic": ["Invalid topic specified…"]}}`.
  private static String refusal(CartReply reply) {
    JsonNode errors = reply.json().path("errors");
    return errors.isMissingNode() ? "" : ": " + shortened(errors.toString());
  }

  private static Optional<Duration> retryAfter(CartReply reply) {
    return reply.headers().first("retry-after").flatMap(ShopifyFaults::seconds);
  }

  /// Shopify writes seconds with decimals, such as `2.0`.
  private static Optional<Duration> seconds(String text) {
    try {
      BigDecimal millis = new BigDecimal(text.strip()).movePointRight(3);
      return Optional.of(
          Duration.ofMillis(millis.setScale(0, RoundingMode.CEILING).longValueExact()));
    } catch (ArithmeticException | NumberFormatException notSeconds) {
      return Optional.empty();
    }
  }

  private static Optional<Fault> graph(JsonNode body) {
    JsonNode errors = body.path("errors");
    boolean answered = body.path("data").isObject() && !body.path("data").isEmpty();
    if (errors.isTextual()) {
      return Optional.of(Fault.of(Category.UNAUTHORIZED, shortened(errors.asText())));
    }
    if (errors.isArray() && !errors.isEmpty()) {
      return error(body, errors, answered && hasValue(body.path("data")));
    }
    return userErrors(body.path("data"));
  }

  private static boolean hasValue(JsonNode data) {
    for (JsonNode value : data) {
      if (!value.isNull()) {
        return true;
      }
    }
    return false;
  }

  /// Errors beside data are of single fields that this token may not read; what is there is good.
  private static Optional<Fault> error(JsonNode body, JsonNode errors, boolean answered) {
    String message = shortened(errors.path(0).path("message").asText("unknown error"));
    for (JsonNode error : errors) {
      if (error.path("extensions").path("code").asText().equals("THROTTLED")) {
        return Optional.of(
            new Fault(Category.THROTTLED, refilled(body.path("extensions")), "THROTTLED"));
      }
    }
    if (answered) {
      return Optional.empty();
    }
    String code = errors.path(0).path("extensions").path("code").asText();
    Category category =
        switch (code) {
          case "ACCESS_DENIED", "SHOP_INACTIVE", "UNAUTHORIZED" -> Category.UNAUTHORIZED;
          case "INTERNAL_SERVER_ERROR", "TIMEOUT", "SERVICE_UNAVAILABLE" -> Category.UNAVAILABLE;
          default -> Category.MALFORMED;
        };
    return Optional.of(Fault.of(category, code.isEmpty() ? message : code + ": " + message));
  }

  /// Mutations answer a refusal as data.
  private static Optional<Fault> userErrors(JsonNode data) {
    for (JsonNode payload : data) {
      JsonNode errors = payload.path("userErrors");
      if (!errors.isEmpty()) {
        return Optional.of(
            Fault.of(
                Category.MALFORMED, shortened(errors.path(0).path("message").asText("refused"))));
      }
    }
    return Optional.empty();
  }

  /// How long until the bucket holds what the refused query asked for.
  private static Optional<Duration> refilled(JsonNode extensions) {
    JsonNode cost = extensions.path("cost");
    JsonNode throttle = cost.path("throttleStatus");
    int rate = throttle.path("restoreRate").asInt();
    int missing =
        cost.path("requestedQueryCost").asInt() - throttle.path("currentlyAvailable").asInt();
    return rate > 0 && missing > 0
        ? Optional.of(Duration.ofMillis(1000L * missing / rate + 1))
        : Optional.empty();
  }

  static Optional<BudgetReading> budget(CartReply reply) {
    JsonNode throttle = reply.json().path("extensions").path("cost").path("throttleStatus");
    if (throttle.isObject()) {
      return Optional.of(
          new BudgetReading(
              throttle.path("currentlyAvailable").asInt(),
              throttle.path("maximumAvailable").asInt(),
              throttle.path("restoreRate").asInt()));
    }
    return reply.headers().first(CALL_LIMIT).flatMap(ShopifyFaults::calls);
  }

  /// `12/40`: twelve of forty calls used; the bucket holds twenty seconds of calls.
  private static Optional<BudgetReading> calls(String header) {
    String[] parts = header.strip().split("/", -1);
    try {
      int used = Integer.parseInt(parts[0]);
      int limit = Integer.parseInt(parts[1]);
      return Optional.of(
          new BudgetReading(
              Math.multiplyExact(Math.max(0, limit - used), REST_CALL),
              Math.multiplyExact(limit, REST_CALL),
              Math.multiplyExact(Math.max(1, limit / REST_BUCKET_PER_RESTORE), REST_CALL)));
    } catch (ArithmeticException | IndexOutOfBoundsException | NumberFormatException notACount) {
      return Optional.empty();
    }
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200);
  }
}
