package io.orderwire.connectors.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.json.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a shop's answers mean, with what hosts, firewalls and other plugins put around them.
///
/// PHP prints notices before the JSON where a site shows its errors, and some themes begin every
/// answer with a byte order mark. Both are skipped: the answer counts from the first bracket from
/// which on the rest is one whole JSON document. What is cut off at its end stays broken.
final class Replies {
  private static final int MAX_NOTICES = 16 * 1024;
  private static final int MAX_ATTEMPTS = 32;
  private static final String ORDER_ABSENT = "woocommerce_rest_shop_order_invalid_id";
  private static final Pattern NEXT =
      Pattern.compile("<[^>]*[?&]page=([0-9]{1,6})[^>]*>\\s*;\\s*rel=\"next\"");

  private Replies() {}

  /// The document; missing where there is none.
  static JsonNode json(CartReply reply) {
    return reply.json().isContainerNode() ? reply.json() : behindNotices(reply);
  }

  private static JsonNode behindNotices(CartReply reply) {
    byte[] body = reply.body();
    int attempts = 0;
    for (int at = 0; at < body.length && at < MAX_NOTICES && attempts < MAX_ATTEMPTS; at++) {
      if (body[at] == '{' || body[at] == '[') {
        attempts++;
        Optional<JsonNode> document = parse(body, at);
        if (document.isPresent()) {
          return document.get();
        }
      }
    }
    return MissingNode.getInstance();
  }

  static Optional<Fault> fault(CartReply reply) {
    int status = reply.status();
    if (status >= 200 && status < 300) {
      return json(reply).isMissingNode()
          ? Optional.of(Fault.of(Category.MALFORMED, "no JSON but " + contentType(reply)))
          : Optional.empty();
    }
    if (saysOrderAbsent(reply)) {
      return Optional.empty();
    }
    Category category = category(reply);
    return Optional.of(new Fault(category, reply.retryAfter(), detail(reply)));
  }

  static boolean saysOrderAbsent(CartReply reply) {
    return reply.status() == 404 && ORDER_ABSENT.equals(code(reply));
  }

  static Optional<Integer> nextPage(CartReply reply) {
    return reply
        .headers()
        .first("link")
        .map(NEXT::matcher)
        .filter(Matcher::find)
        .map(link -> Integer.valueOf(link.group(1)));
  }

  static Optional<Integer> total(CartReply reply) {
    return reply.headers().first("x-wp-total").flatMap(Replies::wholeNumber);
  }

  static Optional<Integer> totalPages(CartReply reply) {
    return reply.headers().first("x-wp-totalpages").flatMap(Replies::wholeNumber);
  }

  /// A 403 that is no JSON comes from a firewall or security plugin: the key may be good.
  private static Category category(CartReply reply) {
    return switch (reply.status()) {
      case 401 -> Category.UNAUTHORIZED;
      case 403 -> json(reply).isMissingNode() ? Category.UNAVAILABLE : Category.UNAUTHORIZED;
      case 429 -> Category.THROTTLED;
      case 408 -> Category.UNAVAILABLE;
      case 410 -> Category.GONE;
      default -> reply.status() >= 500 ? Category.UNAVAILABLE : Category.MALFORMED;
    };
  }

  private static String detail(CartReply reply) {
    String code = code(reply);
    String answer = "HTTP " + reply.status() + " " + (code.isEmpty() ? contentType(reply) : code);
    if (reply.status() == 404) {
      return answer
          + ": WooCommerce is not active, or the site has plain permalinks (set the store option"
          + " permalinks=plain)";
    }
    if (reply.status() >= 300 && reply.status() < 400) {
      return answer + ": the site has moved; change the store's base address";
    }
    if (reply.status() == 400 && text(json(reply).at("/data/params/orderby")).isPresent()) {
      return answer + ": the shop is too old to sort by modified; set the store option order_by=id";
    }
    return answer;
  }

  private static Optional<Integer> wholeNumber(String text) {
    return text.strip().matches("[0-9]{1,9}")
        ? Optional.of(Integer.valueOf(text.strip()))
        : Optional.empty();
  }

  private static String code(CartReply reply) {
    return text(json(reply).path("code"))
        .filter(code -> code.matches("[a-zA-Z0-9_-]{1,80}"))
        .orElse("");
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.ofNullable(node.textValue());
  }

  private static String contentType(CartReply reply) {
    return reply.headers().first("content-type").orElse("no content type");
  }

  private static Optional<JsonNode> parse(byte[] body, int from) {
    try {
      return Optional.of(Json.tree(from == 0 ? body : Arrays.copyOfRange(body, from, body.length)));
    } catch (IOException notFromHere) {
      return Optional.empty();
    }
  }
}
