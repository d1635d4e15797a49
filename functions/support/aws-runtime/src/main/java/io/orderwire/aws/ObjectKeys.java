package io.orderwire.aws;

import io.orderwire.port.Subject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Parts of object keys.
final class ObjectKeys {
  private ObjectKeys() {}

  /// `acme-eu/order/1001`; a platform's id is percent-encoded, so that none can reach into another
  /// prefix.
  static String path(Subject subject) {
    return subject.storeId()
        + "/"
        + subject.kind().name().toLowerCase(Locale.ROOT)
        + "/"
        + URLEncoder.encode(subject.id(), StandardCharsets.UTF_8);
  }
}
