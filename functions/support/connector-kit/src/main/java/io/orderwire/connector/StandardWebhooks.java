package io.orderwire.connector;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Kit part for platforms that sign as <https://www.standardwebhooks.com> says: HMAC-SHA-256 over
/// `{webhook-id}.{webhook-timestamp}.{body}`, in a list of `v1,{base64}` of which any may fit, and
/// no older or newer than five minutes.
public final class StandardWebhooks {
  /// The message's id, the same at every attempt.
  public static final String ID = "webhook-id";

  private static final String TIMESTAMP = "webhook-timestamp";
  private static final String SIGNATURE = "webhook-signature";
  private static final String VERSION = "v1,";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private StandardWebhooks() {}

  /// Why a delivery is not to be trusted; empty if it is genuine.
  ///
  /// @param secrets whose UTF-8 bytes are the keys
  public static Optional<String> refusal(Delivery delivery, List<String> secrets, Instant now) {
    Optional<String> id = delivery.headers().first(ID);
    Optional<String> sentAt = delivery.headers().first(TIMESTAMP);
    Optional<String> signatures = delivery.headers().first(SIGNATURE);
    if (id.isEmpty() || sentAt.isEmpty() || signatures.isEmpty()) {
      return Optional.of("no " + ID + ", " + TIMESTAMP + " or " + SIGNATURE);
    }
    if (!isRecent(sentAt.get(), now)) {
      return Optional.of("signed more than five minutes from now");
    }
    byte[] signed = signed(id.get() + "." + sentAt.get() + ".", delivery.body());
    boolean fits = false;
    for (String signature : signatures.get().split(" ", -1)) {
      fits |=
          signature.startsWith(VERSION)
              && Signatures.hmacSha256(
                  signature.substring(VERSION.length()),
                  Signatures.Encoding.BASE64,
                  signed,
                  secrets);
    }
    return fits ? Optional.empty() : Optional.of("no signature fits any secret");
  }

  private static boolean isRecent(String seconds, Instant now) {
    if (!seconds.matches("[0-9]{1,11}")) {
      return false;
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(seconds));
    return Duration.between(at, now).abs().compareTo(TOLERANCE) <= 0;
  }

  private static byte[] signed(String prefix, byte[] body) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(body);
    return signed.toByteArray();
  }
}
