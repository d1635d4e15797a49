package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stand-ins for values that are not to be shown: the same one for the same value and different
/// ones for different values, so that what was equal stays equal and what changed is seen to
/// change. They are numbers in the order of first sight and tell nothing of the values.
///
/// Truth values, zero and blanks name nobody and stand for themselves.
final class Pseudonyms {
  /// Such as `gid://shopify/Customer/7013` or `13`, and no telephone number.
  private static final Pattern NUMBERED = Pattern.compile("([^\\s+]*?)([0-9]+)");

  private static final Pattern ZERO = Pattern.compile("[-+]?0+([.]0*)?");

  private final Map<String, Integer> numbers = new HashMap<>();
  private int longest;

  /// What may stand for a value, the least telling first. The second keeps the letters before a
  /// number: only where a mapper wants an id of that form.
  List<JsonNode> of(JsonNode value) {
    if (!isTelling(value)) {
      return List.of(value);
    }
    int number = number(text(value));
    if (value.isIntegralNumber()) {
      return List.of(LongNode.valueOf(number));
    }
    if (value.isNumber()) {
      return List.of(DecimalNode.valueOf(BigDecimal.valueOf(number)));
    }
    return texts(value.textValue().strip(), number).stream()
        .<JsonNode>map(TextNode::valueOf)
        .toList();
  }

  /// False for what stands for itself.
  static boolean isTelling(JsonNode value) {
    return value.isNumber()
        ? value.decimalValue().signum() != 0
        : value.isTextual()
            && !value.textValue().isBlank()
            && !ZERO.matcher(value.textValue().strip()).matches();
  }

  /// True if it may stand for the value, or for the values that the text is made of.
  boolean standsFor(JsonNode made, JsonNode value) {
    if (!isTelling(value)) {
      return made.equals(value);
    }
    boolean known = numbers.containsKey(text(value));
    return (known && of(value).contains(made))
        || (value.isTextual()
            && composed(value.textValue().strip()).equals(Optional.of(made.asText())));
  }

  /// A text that is made of values seen before and of what stands between words; empty if anything
  /// else is in it.
  private Optional<String> composed(String text) {
    StringBuilder made = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      Optional<String> part = known(text, at);
      if (part.isPresent()) {
        made.append(texts(part.get(), number(part.get())).getFirst());
        at += part.get().length();
      } else if (Character.isLetterOrDigit(text.codePointAt(at))) {
        return Optional.empty();
      } else {
        made.append(text.charAt(at));
        at++;
      }
    }
    return Optional.of(made.toString());
  }

  private Optional<String> known(String text, int from) {
    for (int end = Math.min(text.length(), from + longest); end > from; end--) {
      String part = text.substring(from, end);
      boolean whole = part.length() == text.length();
      if (!whole && numbers.containsKey(part)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  private int number(String text) {
    longest = Math.max(longest, text.length());
    return numbers.computeIfAbsent(text, any -> numbers.size() + 1);
  }

  private static String text(JsonNode value) {
    return value.isNumber() ? value.decimalValue().toPlainString() : value.textValue().strip();
  }

  private List<String> texts(String text, int number) {
    List<String> texts = new ArrayList<>();
    texts.add(plain(text, number));
    Matcher numbered = NUMBERED.matcher(text);
    if (numbered.matches()) {
      // the same id may stand alone elsewhere
      texts.add(numbered.group(1) + number(numbered.group(2)));
    }
    return texts;
  }

  private static String plain(String text, int number) {
    if (text.startsWith("https://") || text.startsWith("http://")) {
      return "https://masked.invalid/" + number;
    }
    return text.contains("@")
        ? "masked-%d@masked.invalid".formatted(number)
        : "[masked %d]".formatted(number);
  }
}
