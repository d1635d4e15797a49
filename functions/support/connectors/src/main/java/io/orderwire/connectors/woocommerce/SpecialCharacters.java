package io.orderwire.connectors.woocommerce;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// WordPress's `wp_specialchars_decode($text, ENT_QUOTES)`, which WooCommerce applies to a
/// webhook's secret before it signs. One pass: what comes out is not decoded again, so `&amp;lt;`
/// is `&lt;`.
final class SpecialCharacters {
  /// Numeric forms may have leading zeros; only those that WordPress lists are decoded (`&#x3c;` is
  /// not), and named ones only in lower case.
  private static final Pattern ENTITY =
      Pattern.compile(
          "&(?:(?<name>amp|lt|gt|quot)|#0*(?<code>38|60|62|34|39)|#[xX]0*(?<hex>26|22|27));");

  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"");

  private SpecialCharacters() {}

  static String decode(String text) {
    return ENTITY.matcher(text).replaceAll(SpecialCharacters::replacement);
  }

  private static String replacement(MatchResult entity) {
    return Matcher.quoteReplacement(character(entity));
  }

  private static String character(MatchResult entity) {
    String code = entity.group("code");
    if (code != null) {
      return Character.toString(Integer.parseInt(code));
    }
    String hexadecimal = entity.group("hex");
    if (hexadecimal != null) {
      return Character.toString(Integer.parseInt(hexadecimal, 16));
    }
    return NAMED.getOrDefault(entity.group("name"), "");
  }
}
