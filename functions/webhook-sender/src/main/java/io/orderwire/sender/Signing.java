package io.orderwire.sender;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.orderwire.connector.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The headers of Standard Webhooks (<https://www.standardwebhooks.com>). The library signs with
/// one secret; while a secret is rotated the signatures of both stand side by side, of which any
/// may fit.
final class Signing {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Signing() {}

  /// @param secrets `whsec_…`, the current one first
  /// @param now time of this try: receivers refuse what is older than minutes
  static Headers headers(Letter letter, List<String> secrets, Instant now) {
    String id = visible(letter.id());
    List<String> signatures = new ArrayList<>();
    for (String secret : secrets) {
      signatures.add(signature(secret, id, now, letter.body()));
    }
    return new Headers(
        Map.of(
            "content-type",
            "application/json",
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(now.getEpochSecond()),
            "webhook-signature",
            String.join(" ", signatures)));
  }

  private static String signature(String secret, String id, Instant now, String body) {
    try {
      return new Webhook(secret).sign(id, now.getEpochSecond(), body);
    } catch (EmptyWebhookSecretException | WebhookSigningException unfit) {
      throw new IllegalStateException("a signing secret cannot sign", unfit);
    }
  }

  /// A header takes visible ASCII; what else an order's id holds is percent-encoded.
  private static String visible(String id) {
    StringBuilder visible = new StringBuilder(id.length());
    for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
      if (each > ' ' && each < 0x7f) {
        visible.append((char) each);
      } else {
        visible.append('%').append(HEX.toHexDigits(each));
      }
    }
    return visible.toString();
  }
}
