package io.orderwire.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// An ISO 4217 currency code. Codes that this JVM's currency table does not know are accepted with
/// two fraction digits, so that a new or withdrawn currency never loses an order.
public record CurrencyCode(@JsonValue String value) {
  private static final int LENGTH = 3;
  private static final Map<String, Integer> FRACTION_DIGITS = fractionDigitsByCode();
  private static final int USUAL_FRACTION_DIGITS = 2;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CurrencyCode {
    if (!isForm(value)) {
      throw new IllegalArgumentException(
          "currency must be three capital letters (ISO 4217): " + value);
    }
  }

  public static Parsed<CurrencyCode> parse(String raw) {
    String upper = raw.strip().toUpperCase(Locale.ROOT);
    return isForm(upper)
        ? Parsed.valid(new CurrencyCode(upper))
        : Parsed.invalid("an ISO 4217 currency code", raw);
  }

  private static boolean isForm(String text) {
    boolean capitals = text.length() == LENGTH;
    for (int index = 0; capitals && index < LENGTH; index++) {
      capitals = text.charAt(index) >= 'A' && text.charAt(index) <= 'Z';
    }
    return capitals;
  }

  /// The number of decimals the currency's smallest unit has: 2 for EUR, 0 for JPY, 3 for KWD.
  public int fractionDigits() {
    return FRACTION_DIGITS.getOrDefault(value, USUAL_FRACTION_DIGITS);
  }

  private static Map<String, Integer> fractionDigitsByCode() {
    Map<String, Integer> digits = new LinkedHashMap<>();
    Currency.availableCurrencies()
        .filter(currency -> currency.getDefaultFractionDigits() >= 0)
        .forEach(
            currency ->
                digits.put(currency.getCurrencyCode(), currency.getDefaultFractionDigits()));
    return digits;
  }

  @Override
  public String toString() {
    return value;
  }
}
