package io.orderwire.local.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Which request bodies an HTTP API hands over as text and which in base64.
///
/// Source: API Gateway developer guide, payload format 2.0: `text/*`, JSON, XML and JavaScript stay
/// text, everything else, forms among it, is base64. A body that claims to be text and is not UTF-8
/// is base64 too: a signature is made over bytes, and text would change them.
final class Base64Rule {
  private Base64Rule() {}

  /// The body as text; empty when it goes in base64.
  static Optional<String> asText(byte[] body, String contentType) {
    return isText(contentType) ? utf8(body) : Optional.empty();
  }

  private static boolean isText(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.isEmpty()
        || type.startsWith("text/")
        || type.equals("application/json")
        || type.equals("application/xml")
        || type.equals("application/javascript")
        || type.endsWith("+json")
        || type.endsWith("+xml");
  }

  private static Optional<String> utf8(byte[] body) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
