package io.orderwire.engine;

import io.orderwire.port.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Takes a store's secrets out of text that may reach a log: as they are, percent-encoded, or in
/// base64.
final class Redaction {
  private static final String MASK = "[secret]";
  private static final int TOO_SHORT_TO_BE_SECRET = 4;

  private Redaction() {}

  static String clean(String text, Credentials credentials) {
    String cleaned = text;
    for (String value : credentials.values().values()) {
      for (String form : forms(value)) {
        cleaned = cleaned.replace(form, MASK);
      }
    }
    return cleaned;
  }

  private static List<String> forms(String value) {
    List<String> forms = new ArrayList<>();
    if (value.length() >= TOO_SHORT_TO_BE_SECRET) {
      forms.add(value);
      forms.add(PercentEncoding.encode(value));
      forms.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    }
    return forms;
  }
}
